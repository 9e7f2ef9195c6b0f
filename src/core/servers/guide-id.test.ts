import { expect, test } from 'vitest';
import { guideIdOf } from './guide-id';
import type { ServerKind } from './types';

const server = (kind: ServerKind) => ({ kind, at: 0 });

test.each([
  ['ollama', 'ollama'],
  ['llama-cpp', 'llama-cpp'],
  ['llama-cpp-router', 'llama-cpp'],
  ['transformers', 'transformers'],
  ['openrouter', 'other'],
] as const)('%s, once it is recognised, has the page %s', (kind, id) => {
  expect(guideIdOf({ server: server(kind), preset: 'vllm' })).toBe(id);
});

test('what nobody recognised has the page of its preset, or none', () => {
  expect(guideIdOf({ preset: 'llama-cpp-9931' })).toBe('llama-cpp');
  expect(guideIdOf({ server: server('unknown'), preset: 'tgi' })).toBe('tgi');
  expect(guideIdOf({ server: server('unknown') })).toBeUndefined();
  expect(guideIdOf({})).toBeUndefined();
});
