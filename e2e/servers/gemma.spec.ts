import { expect, test } from '@playwright/test';
import { startLlamaServer } from './llamacpp.mjs';
import { target } from './target';

test('a real model answers something of its own', async () => {
  test.skip(target.name === 'vllm', 'the package carries a GGUF file only');
  const server = await startLlamaServer({ model: 'gemma-3-270m', ctx: 512 });
  const messages = [{ role: 'user', content: 'The capital of France is' }];
  const response = await fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ messages, max_tokens: 16, temperature: 0 }),
  });
  const { choices, usage } = await response.json();
  await server.stop();
  expect(choices[0].message.content).toMatch(/\w/);
  expect(usage.completion_tokens).toBeGreaterThan(0);
});
