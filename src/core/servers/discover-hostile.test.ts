import { describe, expect, test } from 'vitest';
import { type Case, data, look, owned } from './testing/look';
import { nativeServer, type Route } from './testing/native-server';

const everyPath = [
  '/api/v1/models',
  '/api/v0/models',
  '/api/version',
  '/api/tags',
  '/api/ps',
  '/props',
  '/version',
  '/info',
  '/v1/models/capabilities',
  '/v1/internal/model/info',
  '/v1/model/info',
  '/openapi.json',
];
const suspicious: Case[] = [
  ...['organization_owner', 'library', 'llamacpp', 'vllm', 'user', 'm', 'openai'].map(
    (owner): Case => ({ list: owned(owner), kind: 'unknown' }),
  ),
  { list: data({ id: 'm' }), kind: 'unknown' },
  { list: { data: [] }, kind: 'unknown' },
  { baseUrl: 'http://localhost:1234/v1', preset: 'tgi', list: owned('x'), kind: 'unknown' },
];

describe('whatever a server answers costs only itself', () => {
  const deep = `${'{"models":['.repeat(50)}${']}'.repeat(50)}`;
  test.each<[string, Route]>([
    ['nothing', ''],
    ['text', 'Ollama is running'],
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', [1, null, 'x', []]],
    ['an empty object', {}],
    ['half a document', '{"models":[{"key":"m"'],
    ['lists of the wrong things', { models: [null, 1, [], 'x'], data: [null, 1, [], 'x'] }],
    ['no lists', { models: 'x', data: { id: 'm' }, paths: [], loader: {}, version: [] }],
    [
      'an error in a 200',
      { error: 'Unexpected endpoint or method. (GET /). Returning 200 anyway' },
    ],
    ['members of objects', { models: [{ key: '__proto__' }, { key: 'constructor' }] }],
    ['deep nesting', deep],
    ['a failure', async () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a server error', async () => new Response('oops', { status: 500 })],
  ])('%s', async (_, route) => {
    const routes = Object.fromEntries(everyPath.map((path) => [path, route]));
    for (const given of suspicious) {
      const found = await look({ ...given, routes });
      expect(found.models).toEqual(found.listed);
    }
  });

  test('wrong numbers and texts are no facts', async () => {
    const models = [
      {
        key: 'm',
        display_name: 7,
        quantization: { name: ['Q4'] },
        params_string: {},
        loaded_instances: [{ id: 1, config: { context_length: -1 } }, null],
        max_context_length: 1e300,
      },
    ];
    const found = await look({
      list: owned('organization_owner'),
      routes: { '/api/v1/models': { models } },
      kind: 'lm-studio',
    });
    expect(found.models[0]).toEqual({ id: 'm', ownedBy: 'organization_owner', loaded: true });
  });

  test('a version that is a novel is none', async () => {
    const found = await look({
      list: owned('vllm'),
      routes: { '/version': { version: 'x'.repeat(5_000) } },
      kind: 'vllm',
    });
    expect(found.server).toEqual({ kind: 'vllm', at: 1_000 });
  });

  test('a body without an end is left after 8 MB', async () => {
    let sent = 0;
    const endless = async () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 1;
            controller.enqueue(new Uint8Array(1_000_000).fill(32));
          },
        }),
      );
    const found = await look({
      list: owned('vllm'),
      routes: { '/version': endless },
      kind: 'vllm',
    });
    expect(found.server.version).toBeUndefined();
    expect(sent).toBeLessThan(20);
  });
});

test('nothing but GETs, no redirects, and never more than a few', async () => {
  for (const given of suspicious) {
    const inits: RequestInit[] = [];
    const server = nativeServer({});
    const fetch: typeof server.fetch = (url, init = {}) => {
      inits.push(init);
      return server.fetch(url, init);
    };
    const found = await look(given, { ...server, fetch });
    expect(found.asked.filter((request) => !request.startsWith('GET '))).toEqual([]);
    expect(inits.every(({ redirect, body }) => redirect === 'error' && !body)).toBe(true);
    expect(found.asked.length).toBeLessThanOrEqual(4);
  }
});
