import { expect, test } from 'vitest';
import { describeCopy } from './model-facts';

test.each([
  [{}, ''],
  [{ parameterSize: '7B' }, '7B'],
  [{ parameterSize: '7B', quantization: 'Q4_K_M', loaded: true }, '7B · Q4_K_M · loaded'],
  [{ quantization: 'fp8', loaded: false }, 'fp8 · not loaded'],
])('%j', (model, words) => {
  expect(describeCopy(model)).toBe(words);
});

test('an order under way says so', () => {
  const loading = { kind: 'running', order: { kind: 'load' } } as const;
  const unloading = { kind: 'running', order: { kind: 'unload' } } as const;
  expect(describeCopy({ loaded: false }, loading)).toBe('loading …');
  expect(describeCopy({ loaded: true }, unloading)).toBe('unloading …');
  expect(describeCopy({ loaded: false }, { kind: 'failed', words: 'no' })).toBe('not loaded');
});
