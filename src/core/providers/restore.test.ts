import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restoreFileRemainder, restoreProvider } from './restore';
import type { Provider } from './types';

const whole: Required<Provider> = {
  id: 'p',
  key: 'gpu-box',
  label: 'GPU box',
  preset: 'vllm',
  baseUrl: 'http://localhost:8000/v1',
  apiKey: 'sk-1',
  keyHeader: 'x-api-key',
  headers: { 'X-Team': 'blue' },
  server: { kind: 'vllm', version: '0.32.0', at: 8 },
  learned: [
    { place: 'body', field: 'max_tokens', to: 'max_completion_tokens', words: 'The other.', at: 9 },
    { place: 'role', field: 'system', to: 'user', model: 'gemma', words: 'No.', at: 10 },
  ],
  learnedWindows: { m: { tokens: 4096, at: 6 } },
  calibrations: { m: { ratio: 1.2, answers: 3 } },
  checks: {
    m: { at: 3, results: [{ name: 'tools', verdict: 'no', words: 'It cannot.' }] },
  },
  listed: { models: [{ id: 'm', runtimeContext: 4096, vision: true, chat: false }], at: 7 },
  fileModels: [{ id: 'f', contextWindow: 8192, extra: { a: 1 } }],
  addedModels: ['x'],
  overrides: { m: { contextWindow: 2048, tools: false } },
  rateLimit: { requestsPerMinute: 60 },
  demo: true,
  extra: { color: 'red' },
  createdAt: 5,
};

test('what is saved today comes back as it was, without the version of its record', () => {
  expect(restoreProvider({ ...whole, v: 1 })).toEqual(whole);
});

test('a record of few fields becomes a whole provider', () => {
  expect(restoreProvider({ id: 'p', baseUrl: 'http://localhost:1234/v1' })).toEqual({
    ...{ id: 'p', key: 'openai-compatible', label: 'OpenAI-Compatible' },
    ...{ baseUrl: 'http://localhost:1234/v1', apiKey: '', fileModels: [], addedModels: [] },
    ...{ overrides: {}, createdAt: 0 },
  });
});

test.each([
  undefined,
  null,
  5,
  'p',
  [],
  {},
  { id: 'p' },
  { id: '', baseUrl: 'x' },
  { id: 1, baseUrl: 'x' },
])('what is no provider is left to be set aside: %j', (record) =>
  expect(restoreProvider(record)).toBeUndefined(),
);

describe('a broken field falls back alone', () => {
  test.each([
    ['preset', 'gone', undefined],
    ['key', '__proto__', 'gpu-box'],
    ['label', 5, 'OpenAI-Compatible'],
    ['apiKey', null, ''],
    [
      'listed',
      { models: [{ id: 'm', vision: 'yes' }, { name: 'n' }, 5] },
      { models: [{ id: 'm' }], at: 0 },
    ],
    ['fileModels', { id: 'm' }, []],
    ['addedModels', ['a', 5], ['a']],
    ['overrides', { m: { contextWindow: NaN, chat: true } }, { m: { chat: true } }],
    ['rateLimit', { requestsPerMinute: 'x' }, undefined],
    ['createdAt', '5', 0],
  ])('%s: %j', (field, broken, expected) => {
    const restored = restoreProvider({ ...whole, [field]: broken });
    expect(restored?.[field as keyof Provider]).toEqual(expected);
    expect(restored?.baseUrl).toBe(whole.baseUrl);
  });
});

test('restoring never throws, and what it gives restores to itself', () => {
  const record = fc.oneof(
    fc.anything(),
    fc.record({ id: fc.string(), baseUrl: fc.string(), overrides: fc.anything() }),
  );
  fc.assert(
    fc.property(record, (value) => {
      const restored = restoreProvider(value);
      if (restored) expect(restoreProvider(restored)).toEqual(restored);
      expect(restoreFileRemainder(value)).toHaveProperty('entries');
    }),
  );
});

test('the remainder of a file comes back, or is empty', () => {
  const remainder = { entries: { groq: { api_key: 'k' } }, extra: { theme: 'dark' } };
  expect(restoreFileRemainder(remainder)).toEqual(remainder);
  expect(restoreFileRemainder({ entries: [], extra: 5 })).toEqual({ entries: {}, extra: {} });
});
