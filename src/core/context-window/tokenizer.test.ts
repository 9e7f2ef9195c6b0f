import { describe, expect, test } from 'vitest';
import { nativeServer, type Route } from '../servers/testing/native-server';
import type { ServerKind } from '../servers/types';
import { countByServer, hasTokenizer } from './tokenizer';

const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Say hello in five words.' },
] as const;

function ask(kind: ServerKind, routes: Record<string, Route>, signal?: AbortSignal) {
  const server = nativeServer(routes);
  const connection = { baseUrl: 'http://localhost:9/v1', apiKey: '', fetch: server.fetch };
  const counted = countByServer(
    { kind, at: 0 },
    { ...connection, ...(signal && { signal }) },
    { model: 'm', messages },
  );
  return { counted, ...server };
}

describe('the server counts', () => {
  const whole = { model: 'm', messages };
  test.each<[ServerKind, string, Route, number, object]>([
    // As the real server answered; a chat with the same messages had `prompt_tokens` 56.
    [
      'llama-cpp',
      '/v1/chat/completions/input_tokens',
      { input_tokens: 56, object: 'response.input_tokens' },
      56,
      whole,
    ],
    ['vllm', '/tokenize', { count: 24, max_model_len: 1024, tokens: [1, 2] }, 24, whole],
    ['aphrodite', '/v1/tokenize', { count: 24, max_model_len: 1024, tokens: [1, 2] }, 24, whole],
    ['tgi', '/chat_tokenize', { tokenize_response: [{ id: 1 }, { id: 2 }] }, 2, whole],
    [
      'text-generation-webui',
      '/v1/internal/token-count',
      { length: 9 },
      17,
      { text: 'Be brief.\nSay hello in five words.' },
    ],
  ])('%s', async (kind, path, answer, tokens, body) => {
    const { counted, asked, bodies } = ask(kind, { [path]: answer });
    expect(await counted).toBe(tokens);
    expect(asked).toEqual([`POST ${path}`]);
    expect(bodies).toEqual([body]);
    expect(hasTokenizer({ kind, at: 0 })).toBe(true);
  });

  test.each<[string, Route]>([
    ['an error', { error: { message: 'no', code: 500 } }],
    ['another shape', { tokens: 'many' }],
    ['a page', '<html>'],
  ])('nothing when it answers with %s', async (_, answer) =>
    expect(await ask('vllm', { '/tokenize': answer }).counted).toBeUndefined(),
  );

  test('nothing where it has no such address', async () =>
    expect(await ask('tgi', {}).counted).toBeUndefined());

  test.each<ServerKind>(['ollama', 'lm-studio', 'unknown', 'openai'])(
    'nothing on %s, which is not asked',
    async (kind) => {
      const { counted, asked } = ask(kind, {});
      expect(await counted).toBeUndefined();
      expect(asked).toEqual([]);
      expect(hasTokenizer({ kind, at: 0 })).toBe(false);
    },
  );

  test('and stops when told to', async () => {
    const { counted } = ask('vllm', { '/tokenize': { count: 1 } }, AbortSignal.abort());
    await expect(counted).rejects.toThrow();
  });
});
