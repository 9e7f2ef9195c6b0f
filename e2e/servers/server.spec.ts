import { expect, test } from '@playwright/test';
import type { RealServer } from './process.mjs';
import { type StartOptions, target } from './target';

// What the journeys build on, asked of the server itself without the page.

interface Chunk {
  choices: {
    delta: { content?: string | null; reasoning_content?: string; reasoning?: string };
    finish_reason: string | null;
  }[];
}

let server: RealServer;
let running: RealServer | undefined;

async function start(options: StartOptions): Promise<void> {
  server = running = await target.start(options);
}

test.afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const ask = (body: object, init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ messages: [{ role: 'user', content: 'hi' }], ...body }),
    ...init,
  });

const busy = (): Promise<boolean> => target.isBusy(server);

test('the model list tells the context that is loaded, not the one trained', async () => {
  await start({ model: 'parrot-chat', ctx: 768 });
  const { data } = await (await fetch(`${server.url}/models`)).json();
  expect(data.map(({ id }: { id: string }) => id)).toEqual(['parrot-chat']);
  expect(target.contextOf(data[0])).toBe(768);
});

test('a chat streams reasoning, then Markdown, then its end', async () => {
  await start({ model: 'parrot-chat' });
  const text = await (await ask({ model: 'parrot-chat', stream: true })).text();
  const lines = text.split('\n').filter((line) => line.startsWith('data: {'));
  const chunks = lines.map((line) => JSON.parse(line.slice(6)) as Chunk);
  const deltas = chunks.flatMap(({ choices }) => choices);
  const joined = (pick: (delta: Chunk['choices'][0]['delta']) => string | null | undefined) =>
    deltas.map(({ delta }) => pick(delta) ?? '').join('');
  expect(joined((delta) => delta.reasoning_content ?? delta.reasoning)).toContain('says hello');
  expect(joined((delta) => delta.content)).toContain('**bold**');
  expect(deltas.map((choice) => choice.finish_reason).filter(Boolean)).toEqual(['stop']);
  expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true);
});

test('an answer that never ends is given up at once when the client goes away', async () => {
  await start({ model: 'parrot-long', ctx: 4096 });
  const controller = new AbortController();
  const { signal } = controller;
  const response = await ask({ model: 'parrot-long', stream: true }, { signal });
  const reader = response.body!.getReader();
  await reader.read();
  // llama.cpp sends its headers and the role before it starts on the task.
  await expect.poll(busy, { timeout: 5000, intervals: [20] }).toBe(true);
  controller.abort();
  await expect.poll(busy, { timeout: 1000, intervals: [50] }).toBe(false);
});

// Reading this prompt to its end takes llama.cpp some twenty seconds here.
test('a prompt that is still read is given up too', async () => {
  await start({ model: 'parrot-long', ctx: 32768 });
  const controller = new AbortController();
  const messages = [{ role: 'user', content: 'weather '.repeat(30_000) }];
  let received = '';
  const answer = ask(
    { model: 'parrot-long', stream: true, messages },
    { signal: controller.signal },
  ).then(async (response) => {
    for await (const piece of response.body!) received += new TextDecoder().decode(piece);
  });
  const refused = expect(answer).rejects.toThrow();
  await expect.poll(busy, { timeout: 10_000, intervals: [20] }).toBe(true);
  controller.abort();
  // llama.cpp looks once a second whether a client that waits for its first token is still there.
  await expect.poll(busy, { timeout: 2000, intervals: [50] }).toBe(false);
  await refused;
  // llama.cpp sends its headers and an empty first delta at once; no word had come.
  expect(received).not.toMatch(/"content":\s*"[^"]/);
});

test('a key is asked for, a wrong one refused', async () => {
  await start({ model: 'parrot-chat', key: 'sk-right' });
  const withKey = async (key: string): Promise<number> => {
    const headers = { Authorization: `Bearer ${key}` };
    return (await fetch(`${server.url}/models`, { headers })).status;
  };
  expect(await withKey('sk-wrong')).toBe(401);
  expect(await withKey('sk-right')).toBe(200);
});

test('a killed server breaks the stream, and can be started again on its port', async () => {
  await start({ model: 'parrot-long', ctx: 4096 });
  const { port } = server;
  const response = await ask({ model: 'parrot-long', stream: true });
  const reader = response.body!.getReader();
  await reader.read();
  await server.kill();
  const drain = async (): Promise<void> => {
    while (!(await reader.read()).done);
  };
  await expect(drain()).rejects.toThrow();
  await start({ model: 'parrot-long', ctx: 4096, port });
  expect((await fetch(`${server.url}/models`)).status).toBe(200);
});
