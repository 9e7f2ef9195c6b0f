import { expect, test } from 'vitest';
import { freeKey } from './file-key';
import { newProvider } from './new-provider';
import type { Provider } from './types';

function make(given: Partial<Parameters<typeof newProvider>[0]> = {}): Provider {
  const base = { id: 'p', baseUrl: 'http://localhost:1234/v1', apiKey: '', existing: [], now: 5 };
  return newProvider({ ...base, ...given });
}

test('the first provider takes the key openai-compatible and the default label', () => {
  expect(make()).toEqual({
    id: 'p',
    key: 'openai-compatible',
    label: 'OpenAI-Compatible',
    baseUrl: 'http://localhost:1234/v1',
    apiKey: '',
    fileModels: [],
    addedModels: [],
    overrides: {},
    createdAt: 5,
  });
});

test('the label is what was typed, else the preset’s name', () => {
  expect(make({ preset: 'lm-studio' }).label).toBe('LM Studio');
  expect(make({ preset: 'lm-studio', label: ' Desk ' }).label).toBe('Desk');
  expect(make({ label: '  ' }).label).toBe('OpenAI-Compatible');
});

test('the demo does not take the first key', () => {
  const demo: Provider = { ...make({ label: 'Demo' }), key: 'demo', demo: true };
  expect(make({ existing: [demo] }).key).toBe('openai-compatible');
});

test('further providers get a free slug of their label', () => {
  const first = make();
  const second = make({ existing: [first] });
  const third = make({ existing: [first, second] });
  const studio = make({ existing: [first], preset: 'lm-studio' });
  expect([second.key, third.key, studio.key]).toEqual([
    'openai-compatible-2',
    'openai-compatible-3',
    'lm-studio',
  ]);
});

test('a key that an entry of another kind holds is not free', () => {
  expect(make({ existing: [make()], label: 'Groq', otherKeys: ['groq'] }).key).toBe('groq-2');
});

test.each([
  ['__proto__', 'proto'],
  ['constructor', 'constructor-2'],
  ['prototype', 'prototype-2'],
  ['日本語', 'openai-compatible-2'],
  ['Zürich: GPU #1', 'zurich-gpu-1'],
  ['2024', 'provider-2024'],
])('a slug of %s is a safe key', (label, key) => {
  expect(freeKey(label, [])).toBe(key);
});
