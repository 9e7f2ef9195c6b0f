import { describe, expect, test } from 'vitest';
import { type LoadOrder, orderLoad, takesLoadOrders } from './load-model';
import { handClock, nativeServer, type Route } from './testing/native-server';
import type { ServerInfo } from './types';

const lmStudio: ServerInfo = { kind: 'lm-studio', version: '0.4 or newer', at: 0 };
const ollama: ServerInfo = { kind: 'ollama', version: '0.33.0', at: 0 };
const router: ServerInfo = { kind: 'llama-cpp-router', at: 0 };
const unload: LoadOrder = { kind: 'unload' };
const load: LoadOrder = { kind: 'load' };

function give(
  order: LoadOrder,
  server: ServerInfo,
  routes: Record<string, Route>,
  { clock = handClock(), signal = new AbortController().signal } = {},
) {
  const { fetch, asked, bodies } = nativeServer(routes);
  const provider = { baseUrl: 'http://localhost:9/v1', apiKey: 'sk-1', server };
  const outcome = orderLoad(provider, 'm', order, { fetch, clock, signal });
  return { outcome, asked, bodies, clock };
}

const done = { kind: 'done' };
const loadedCopies = (...ids: string[]) => ({
  models: [
    { key: 'm', loaded_instances: ids.map((id) => ({ id })) },
    { key: 'other', loaded_instances: [{ id: 'other' }] },
  ],
});

describe('each server is told in its own way', () => {
  test.each<[string, LoadOrder, ServerInfo, Record<string, Route>, string[], unknown[]]>([
    [
      'LM Studio loads',
      load,
      lmStudio,
      { '/api/v1/models/load': { type: 'llm', instance_id: 'm', status: 'loaded' } },
      ['POST /api/v1/models/load'],
      [{ model: 'm' }],
    ],
    [
      'LM Studio unloads every copy',
      unload,
      lmStudio,
      {
        '/api/v1/models': loadedCopies('m', 'm:2'),
        '/api/v1/models/unload': { instance_id: 'm' },
      },
      ['GET /api/v1/models', 'POST /api/v1/models/unload', 'POST /api/v1/models/unload'],
      [undefined, { instance_id: 'm' }, { instance_id: 'm:2' }],
    ],
    [
      'Ollama loads',
      load,
      ollama,
      { '/api/generate': { model: 'm', done: true, done_reason: 'load' } },
      ['POST /api/generate'],
      [{ model: 'm', stream: false }],
    ],
    [
      'Ollama loads for an hour',
      { kind: 'load', keepFor: 'hour' },
      ollama,
      { '/api/generate': { model: 'm', done: true } },
      ['POST /api/generate'],
      [{ model: 'm', stream: false, keep_alive: '60m' }],
    ],
    [
      'Ollama unloads',
      unload,
      ollama,
      { '/api/generate': { model: 'm', done: true, done_reason: 'unload' } },
      ['POST /api/generate'],
      [{ model: 'm', stream: false, keep_alive: 0 }],
    ],
  ])('%s', async (_, order, server, routes, asked, bodies) => {
    const given = give(order, server, routes);
    expect(await given.outcome).toEqual(done);
    expect(given.asked).toEqual(asked);
    expect(given.bodies).toEqual(bodies);
  });
});

describe('a router answers at once, and its list tells how far it is', () => {
  const status = (value: string, more: object = {}) =>
    Response.json({ data: [{ id: 'm', status: { value, ...more } }] });
  const stages = (...answers: Response[]): Record<string, Route> => ({
    '/models/load': { success: true },
    '/models/unload': { success: true },
    '/models': async () => answers.shift() ?? status('gone'),
  });

  test('it is loaded when the list says so', async () => {
    const given = give(load, router, stages(status('loading'), status('loaded')));
    await expect.poll(() => given.asked).toEqual(['POST /models/load', 'GET /models']);
    await expect.poll(() => (given.clock.fire(), given.asked.length)).toBe(3);
    expect(await given.outcome).toEqual(done);
  });

  test('a process that ends is a failure', async () => {
    const given = give(load, router, stages(status('unloaded', { failed: true, exit_code: 9 })));
    const words = 'The router says: unloaded. It ended with exit code 9.';
    expect(await given.outcome).toEqual({ kind: 'failed', words });
  });

  test('unloading ends when it is unloaded', async () => {
    const given = give(unload, router, stages(status('unloaded', { failed: true, exit_code: 1 })));
    expect(await given.outcome).toEqual(done);
  });

  test('a list without the model ends the waiting', async () => {
    const given = give(load, router, stages(Response.json({ data: [null, { id: 'other' }] })));
    expect(await given.outcome).toMatchObject({ kind: 'failed' });
  });

  test('an abort ends the waiting', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const given = give(load, router, stages(status('loading')), { signal, clock: handClock() });
    await expect.poll(() => given.asked.length).toBe(2);
    controller.abort();
    await expect(given.outcome).rejects.toThrow(/abort/i);
    expect(given.asked).toHaveLength(2);
  });
});

describe('a refusal comes back in the server’s words', () => {
  test.each<[string, ServerInfo, string, Route, string]>([
    [
      'Ollama',
      ollama,
      '/api/generate',
      async () => Response.json({ error: 'model requires more system memory' }, { status: 500 }),
      'model requires more system memory',
    ],
    [
      'LM Studio, with 200',
      lmStudio,
      '/api/v1/models/load',
      { error: { message: 'Failed to load model' } },
      'Failed to load model',
    ],
    [
      'llama.cpp',
      router,
      '/models/load',
      async () => Response.json({ error: { code: 400, message: 'busy' } }, { status: 400 }),
      'busy',
    ],
    [
      'an empty answer',
      ollama,
      '/api/generate',
      async () => new Response('', { status: 502 }),
      'HTTP 502',
    ],
    [
      'nothing readable',
      ollama,
      '/api/generate',
      async () => Promise.reject(new TypeError('Failed to fetch')),
      'No answer that this page may read.',
    ],
  ])('%s', async (_, server, path, route, words) => {
    expect(await give(load, server, { [path]: route }).outcome).toEqual({ kind: 'failed', words });
  });
});

test('only servers with such an API take orders', () => {
  const older: ServerInfo = { kind: 'lm-studio', version: '0.3', at: 0 };
  expect([lmStudio, ollama, router].map(takesLoadOrders)).toEqual([true, true, true]);
  const others = [older, { kind: 'llama-cpp', at: 0 } as const, undefined];
  expect(others.map(takesLoadOrders)).toEqual([false, false, false]);
});
