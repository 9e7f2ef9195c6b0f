import { expect, test } from 'vitest';
import { corsRecipe, presetForUrl, presetLabel, presets } from './presets';

test('every server program has its default address', () => {
  expect(presets.map(({ name, baseUrl }) => [name, baseUrl])).toEqual([
    ['LM Studio', 'http://localhost:1234/v1'],
    ['Ollama', 'http://localhost:11434/v1'],
    ['llama.cpp', 'http://localhost:8080/v1'],
    ['llama.cpp (9931)', 'http://localhost:9931/v1'],
    ['vLLM', 'http://localhost:8000/v1'],
    ['LocalAI', 'http://localhost:8080/v1'],
    ['text-generation-webui', 'http://localhost:5000/v1'],
    ['TGI', 'http://localhost:3000/v1'],
    ['FastChat', 'http://localhost:8000/v1'],
    ['Aphrodite', 'http://localhost:2242/v1'],
    ['LiteLLM', 'http://localhost:4000/v1'],
    ['Other', ''],
  ]);
});

test('both ports of llama.cpp give one label', () => {
  expect([presetLabel('llama-cpp'), presetLabel('llama-cpp-9931')]).toEqual([
    'llama.cpp',
    'llama.cpp',
  ]);
  expect(presetLabel('other')).toBe('OpenAI-Compatible');
});

test.each([
  ['ollama', 'OLLAMA_ORIGINS=https://chat.example ollama serve'],
  ['vllm', `vllm serve MODEL --allowed-origins '["https://chat.example"]'`],
  ['llama-cpp', 'llama-server --cors-origins https://chat.example'],
  ['lm-studio', 'lms server start --cors'],
  ['localai', 'LOCALAI_CORS=true LOCALAI_CORS_ALLOW_ORIGINS=https://chat.example local-ai run'],
  [undefined, 'https://chat.example'],
] as const)('the recipe of %s names this page', (id, command) => {
  expect(corsRecipe(id, 'https://chat.example')[0]?.command).toBe(command);
});

test.each([
  ['ollama', "OLLAMA_ORIGINS='*' ollama serve"],
  ['vllm', `vllm serve MODEL --allowed-origins '["null"]'`],
  ['llama-cpp', undefined],
  ['lm-studio', 'lms server start --cors'],
  ['localai', 'LOCALAI_DISABLE_CSRF=true local-ai run'],
  ['tgi', 'text-generation-launcher --cors-allow-origin null'],
  [undefined, 'null'],
] as const)(
  'the recipe of %s for a page from a file names what the server takes',
  (id, command) => {
    expect(corsRecipe(id, 'null')[0]?.command).toBe(command);
  },
);

test('a line that lets every page from a file in says whom else it lets in', () => {
  for (const { name, recipe } of presets) {
    const steps = recipe('null');
    const opens = steps.some(({ command = '' }) => /null|\*|CSRF/.test(command));
    const warns = steps.some(({ text }) => text.includes('any website'));
    expect(warns, name).toBe(opens);
    expect(JSON.stringify(steps)).not.toContain('this page’s address');
  }
  expect(JSON.stringify(presets.map(({ recipe }) => recipe('http://localhost:1')))).not.toContain(
    'any website',
  );
});

test('every recipe says what to do in words', () => {
  for (const { recipe } of presets) {
    for (const origin of ['https://chat.example', 'null'])
      for (const step of recipe(origin)) expect(step.text).toMatch(/[.:]$/);
  }
});

test('a port is a guess at the program, on this machine and in this network only', () => {
  expect(presetForUrl('http://192.168.1.5:11434/v1')).toBe('ollama');
  expect(presetForUrl('http://localhost:8080')).toBe('llama-cpp');
  expect(presetForUrl('https://api.example.com:11434/v1')).toBeUndefined();
  expect(presetForUrl('http://localhost:7777')).toBeUndefined();
  expect(presetForUrl('nonsense')).toBeUndefined();
});
