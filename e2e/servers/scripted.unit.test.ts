import { afterEach, expect, test } from 'vitest';
import {
  callTool,
  createGate,
  cut,
  done,
  fail,
  finish,
  forever,
  reply,
  RESET,
  say,
  type ScriptedOptions,
  type ScriptedServer,
  startScripted,
  think,
  usage,
  wait,
} from './scripted';

let server: ScriptedServer | undefined;
afterEach(() => server?.close());

async function start(options: ScriptedOptions = {}, port = 0): Promise<ScriptedServer> {
  return (server = await startScripted(options, port));
}

const post = (url: string, body: object, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}/chat/completions`, { method: 'POST', body: JSON.stringify(body), ...init });

test('a gate holds the stream until the test opens it', async () => {
  const gate = createGate();
  const { url } = await start({ chat: [say('one'), wait(gate), say('two'), done()] });
  const response = await post(url, { stream: true });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader.read();
  expect(first.value).toContain('one');
  await gate.reached;
  gate.open();
  let rest = '';
  for (let next = await reader.read(); !next.done; next = await reader.read()) rest += next.value;
  expect(rest).toContain('two');
  expect(rest.endsWith('data: [DONE]\n\n')).toBe(true);
});

test('an abort is recorded and ends an endless answer', async () => {
  const { url, next } = await start({ chat: [forever('la ', 1)] });
  const controller = new AbortController();
  const response = await post(url, { stream: true }, { signal: controller.signal });
  await response.body!.getReader().read();
  controller.abort();
  const request = await next('POST /v1/chat/completions');
  await request.closed;
  expect(request.aborted).toBe(true);
});

test('a complete answer is not called aborted', async () => {
  const { url, next } = await start();
  await (await post(url, { stream: true })).text();
  const request = await next('POST /v1/chat/completions');
  await request.closed;
  expect(request.aborted).toBe(false);
});

test('a cut breaks the connection after what was sent before it', async () => {
  const { url } = await start({ chat: [say('some'), cut()] });
  const response = await post(url, { stream: true });
  const reader = response.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('some');
  await expect(reader.read()).rejects.toThrow();
});

test('without stream the same steps become one completion', async () => {
  const steps = [think('hm'), say('a'), say('b'), callTool('f', '{}'), finish('stop'), usage(3, 2)];
  const { url } = await start({ chat: steps });
  const json = await (await post(url, { stream: false })).json();
  expect(json).toMatchObject({
    choices: [{ message: { content: 'ab', reasoning_content: 'hm' }, finish_reason: 'stop' }],
    usage: { total_tokens: 5 },
  });
  expect(json.choices[0].message.tool_calls).toHaveLength(1);
});

test('key, CORS and routes answer as told', async () => {
  const { url, set } = await start({ key: 'k', hide401: true });
  const refused = await fetch(`${url}/models`);
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, null]);
  set({ key: '', cors: 'off', routes: { 'GET /v1/models': fail(503, 'Loading model') } });
  const loading = await fetch(`${url}/models`);
  expect(loading.status).toBe(503);
  expect(loading.headers.get('access-control-allow-origin')).toBeNull();
  expect((await fetch(`${url}/models`, { method: 'OPTIONS' })).status).toBe(400);
});

test('a closed server can be started again on its port', async () => {
  const { port, url, close } = await start();
  await close();
  await expect(fetch(`${url}/models`)).rejects.toThrow();
  await start({}, port);
  expect((await fetch(`${url}/models`)).status).toBe(200);
});

test('respond answers everything, preflights too, with its own headers, or breaks the connection', async () => {
  const { url, set, next } = await start({
    respond: ({ method }) => reply(method === 'OPTIONS' ? 405 : 200, {}, { 'X-Own': method }),
  });
  const preflight = await fetch(url, { method: 'OPTIONS' });
  expect([preflight.status, preflight.headers.get('x-own')]).toEqual([405, 'OPTIONS']);
  const answer = await fetch(url);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expect((await next('GET /v1')).headers.host).toContain('127.0.0.1');
  set({ respond: () => RESET });
  await expect(fetch(url)).rejects.toThrow();
});

test('a stream may have headers of its own', async () => {
  const headers = { 'Content-Type': 'text/event-stream', 'X-Own': '1' };
  const { url } = await start({
    respond: () => ({ status: 200, headers, body: [say('a'), done()] }),
  });
  const answer = await fetch(url);
  expect(answer.headers.get('x-own')).toBe('1');
  expect(await answer.text()).toMatch(/^data: .*\n\ndata: \[DONE\]\n\n$/);
});
