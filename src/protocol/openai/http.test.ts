import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { Connection } from './connection';
import type { Fetch } from '../../lib/fetch';
import { bodyText, send } from './http';
import { listModels } from './models';
import { streamChat } from './stream-chat';
import { anyRequest, chunk, collect, errorFields, frames } from './testing/collect';
import { replay } from './testing/replay';
import { serve } from './testing/server';
import type { TestServer } from './testing/server';

const open: TestServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(listener: RequestListener): Promise<TestServer> {
  const server = await serve(listener);
  open.push(server);
  return server;
}

function connect(server: { baseUrl: string }, more: Partial<Connection> = {}): Connection {
  return { baseUrl: server.baseUrl, apiKey: '', fetch: (url, init) => fetch(url, init), ...more };
}

const answerList: RequestListener = (_, response) => response.end('{"data":[{"id":"m"}]}');
const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

/** Resolves when the client has gone away. */
function gone(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.on('close', () => resolve()));
}

describe('what is sent', () => {
  test('a keyless GET is a simple request: no header of ours, nothing kept', async () => {
    const { fetch: fake, sent } = replay({ body: '[]' });
    await listModels({ baseUrl: 'http://h/v1', apiKey: ' ', fetch: fake });
    expect(sent).toEqual([
      {
        url: 'http://h/v1/models',
        init: { method: 'GET', credentials: 'omit', cache: 'no-store', redirect: 'follow' },
      },
    ]);
  });

  test('a key goes along as a bearer token, and never through a redirect', async () => {
    const { fetch: fake, sent } = replay({ body: '[]' });
    await listModels({ baseUrl: 'http://h/v1', apiKey: 'secret', fetch: fake });
    expect(sent[0]?.init).toEqual({
      method: 'GET',
      headers: { Authorization: 'Bearer secret' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
    });
  });

  test('other headers, and a key in X-Api-Key, are as secret as a bearer token', async () => {
    const { fetch: fake, sent } = replay({ body: '[]' });
    const own = { baseUrl: 'http://h/v1', headers: { 'X-Team': 'blue' }, fetch: fake };
    await listModels({ ...own, apiKey: '' });
    await listModels({ ...own, apiKey: 'secret', keyHeader: 'x-api-key' });
    expect(sent.map(({ init }) => [init.headers, init.redirect])).toEqual([
      [{ 'X-Team': 'blue' }, 'error'],
      [{ 'X-Team': 'blue', 'X-Api-Key': 'secret' }, 'error'],
    ]);
  });

  test.each([
    ['without a key', '', { 'Content-Type': 'application/json' }],
    [
      'with a key',
      'secret',
      { 'Content-Type': 'application/json', Authorization: 'Bearer secret' },
    ],
  ])('messages %s', async (_, apiKey, headers) => {
    const { fetch: fake, sent } = replay({ body: frames('[DONE]') });
    await collect(streamChat(anyRequest, { baseUrl: 'http://h/v1', apiKey, fetch: fake }));
    expect(sent[0]).toMatchObject({
      url: 'http://h/v1/chat/completions',
      init: { method: 'POST', credentials: 'omit', cache: 'no-store', redirect: 'error' },
    });
    expect(sent[0]?.init.headers).toEqual(headers);
  });

  test('arrives at a real server', async () => {
    const server = await start((_, response) =>
      response.end(frames(chunk({ content: 'Hi' }, 'stop'))),
    );
    const { error } = await collect(streamChat(anyRequest, connect(server, { apiKey: 'secret' })));
    expect(error).toBeUndefined();
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/v1/chat/completions' });
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-type': 'application/json',
    });
  });
});

describe('a redirect', () => {
  const redirecting = async () => {
    const target = await start(answerList);
    const server = await start((_, response) =>
      response.writeHead(307, { location: `${target.baseUrl}/models` }).end(),
    );
    return { target, server };
  };

  test('of a keyless list is followed and told', async () => {
    const { target, server } = await redirecting();
    expect(await listModels(connect(server))).toEqual({
      models: [{ id: 'm' }],
      finalUrl: `${target.baseUrl}/models`,
    });
  });

  test.each([
    ['a key', (server: TestServer) => listModels(connect(server, { apiKey: 'secret' }))],
    ['messages', (server: TestServer) => streamChat(anyRequest, connect(server)).next()],
  ])('with %s goes nowhere', async (_, call) => {
    const { target, server } = await redirecting();
    expect(errorFields(await caught(call(server)))).toMatchObject({ code: 'network' });
    expect(server.requests).toHaveLength(1);
    expect(target.requests).toHaveLength(0);
  });
});

describe('no answer', () => {
  test('is a network error that keeps its cause', async () => {
    const server = await start(answerList);
    await server.close();
    for (const call of [
      () => listModels(connect(server)),
      () => streamChat(anyRequest, connect(server)).next(),
    ]) {
      const error = await caught(call());
      expect(errorFields(error)).toMatchObject({
        name: 'ApiError',
        code: 'network',
        serverMessage: '',
      });
      expect(error).toHaveProperty('cause', expect.any(TypeError));
    }
  });

  test('a server that dies in mid-stream cuts the answer off', async () => {
    const server = await start((_, response) => {
      response.write(frames(chunk({ content: 'Hi' })), () => response.destroy());
    });
    const { events, error } = await collect(streamChat(anyRequest, connect(server)));
    expect(events).toEqual([{ type: 'text-delta', text: 'Hi' }]);
    expect(errorFields(error)).toMatchObject({ code: 'cut-off', status: 200 });
  });
});

describe('stopping', () => {
  /** A server that says `first` and then nothing for ever; tells when the client went away. */
  async function silent(first: string | undefined) {
    let left: (() => void) | undefined;
    let came: ((request: IncomingMessage) => void) | undefined;
    const hasLeft = new Promise<void>((resolve) => (left = resolve));
    const hasCome = new Promise<IncomingMessage>((resolve) => (came = resolve));
    const server = await start((request, response) => {
      void gone(response).then(() => left?.());
      if (first !== undefined) response.write(first);
      came?.(request);
    });
    return { server, hasLeft, hasCome };
  }

  test('before the first byte closes the connection', async () => {
    const { server, hasCome, hasLeft } = await silent(undefined);
    const controller = new AbortController();
    const outcome = collect(streamChat(anyRequest, connect(server, { signal: controller.signal })));
    await hasCome;
    controller.abort();
    expect((await outcome).error).toMatchObject({ name: 'AbortError' });
    await hasLeft;
  });

  test('while the server is silent in mid-stream closes the connection', async () => {
    const { server, hasLeft } = await silent(frames(chunk({ content: 'Hi <' })));
    const controller = new AbortController();
    const stream = streamChat(anyRequest, connect(server, { signal: controller.signal }));
    expect((await stream.next()).value).toEqual({ type: 'opened' });
    expect((await stream.next()).value).toEqual({ type: 'text-delta', text: 'Hi ' });
    const rest = collect(stream);
    controller.abort();
    const { events, error } = await rest;
    expect(events).toEqual([{ type: 'text-delta', text: '<' }]);
    expect(error).toMatchObject({ name: 'AbortError' });
    await hasLeft;
  });

  test('leaving the loop early closes the connection', async () => {
    const { server, hasLeft } = await silent(frames(chunk({ content: 'Hi' })));
    let signal: AbortSignal | null | undefined;
    const watched: Connection['fetch'] = (url, init) => {
      signal = init?.signal;
      return fetch(url, init);
    };
    for await (const event of streamChat(anyRequest, connect(server, { fetch: watched }))) {
      if (event.type === 'text-delta') break;
    }
    expect(signal?.aborted).toBe(true);
    await hasLeft;
  });

  test('a signal that is already aborted sends nothing', async () => {
    const { fetch: fake, sent } = replay({ body: '[]' });
    const connection = connect({ baseUrl: '' }, { fetch: fake, signal: AbortSignal.abort() });
    expect(await caught(listModels(connection))).toMatchObject({ name: 'AbortError' });
    expect((await collect(streamChat(anyRequest, connection))).error).toMatchObject({
      name: 'AbortError',
    });
    expect(sent).toEqual([]);
  });

  test('the list of models can be stopped too', async () => {
    const { server, hasCome, hasLeft } = await silent('{"data":[');
    const controller = new AbortController();
    const list = caught(listModels(connect(server, { signal: controller.signal })));
    await hasCome;
    controller.abort();
    expect(await list).toMatchObject({ name: 'AbortError' });
    await hasLeft;
  });

  test('works where the given fetch does not watch its signal', async () => {
    let canceled = false;
    let asked: (() => void) | undefined;
    const askedAgain = new Promise<void>((resolve) => (asked = resolve));
    const pieces = [frames(chunk({ content: 'Hi' }))];
    const source: UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> = {
      pull: (controller) => {
        const piece = pieces.shift();
        if (piece === undefined) return asked?.();
        controller.enqueue(new TextEncoder().encode(piece));
      },
      cancel: () => {
        canceled = true;
      },
    };
    const body = new ReadableStream(source, { highWaterMark: 0 });
    const { signal, abort } = abortable();
    const connection = { fetch: async () => new Response(body), signal };
    const rest = collect(streamChat(anyRequest, connect({ baseUrl: '' }, connection)));
    await askedAgain;
    abort();
    expect((await rest).error).toMatchObject({ name: 'AbortError' });
    expect(canceled).toBe(true);
  });

  test('a finished completion leaves the signal’s listeners as they were, and aborts nothing', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (
      listeners--,
      remove(...args)
    );
    const { fetch: fake, sent } = replay({ body: frames(chunk({}, 'stop'), '[DONE]') });
    await collect(streamChat(anyRequest, connect({ baseUrl: '' }, { fetch: fake, signal })));
    expect(listeners).toBe(0);
    expect(sent[0]?.init.signal?.aborted).toBe(false);
  });
});

test('a header of one’s own never travels beside the key in the same header', async () => {
  const sent: unknown[] = [];
  const fetch: Fetch = async (_, init) => {
    sent.push(init?.headers);
    return new Response('');
  };
  const base = {
    baseUrl: '',
    apiKey: 'k',
    headers: { authorization: 'Basic a', 'X-API-KEY': 'b' },
    fetch,
  };
  await send(base, '/models');
  await send({ ...base, keyHeader: 'x-api-key' }, '/models');
  expect(sent).toEqual([
    { 'X-API-KEY': 'b', Authorization: 'Bearer k' },
    { authorization: 'Basic a', 'X-Api-Key': 'k' },
  ]);
});

test('a huge piece of the network is handed on in parts, with its characters whole', async () => {
  const text = 'a€😀'.repeat(50_000);
  const parts: string[] = [];
  for await (const part of bodyText(new Response(text))) parts.push(part);
  expect(parts.join('')).toBe(text);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(131_072);
  expect(parts.length).toBeGreaterThan(2);
});

test('whoever stops does not wait for the rest of a piece that came at once', async () => {
  const { signal, abort } = abortable();
  const response = new Response(new Uint8Array(4_000_000).fill(65));
  let pieces = 0;
  const read = async () => {
    for await (const _ of bodyText(response, signal)) {
      pieces += 1;
      abort();
    }
  };
  await expect(read()).rejects.toMatchObject({ name: 'AbortError' });
  expect(pieces).toBe(1);
});
