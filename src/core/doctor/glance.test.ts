import { expect, test } from 'vitest';
import type { Fetch } from '../../lib/fetch';
import { glance, isWatchable } from './glance';
import type { Cause, LocalPermission } from './types';

const hosted = 'https://chat.example.org';

async function look(cause: Cause, fetch: Fetch, state: LocalPermission = 'unsupported') {
  const asked: string[] = [];
  const found = await glance({ input: 'http://localhost:1/v1', apiKey: 'k' }, cause, {
    fetch: (url, init) => {
      asked.push(`${url} ${new Headers(init?.headers).get('authorization') ?? ''}`.trim());
      return fetch(url, init);
    },
    now: () => 0,
    signal: new AbortController().signal,
    origin: hosted,
    permission: async () => ({ space: 'loopback', state }),
  });
  return { found, asked };
}

const refuse: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));
const answer = (status: number, body: object) => async () => Response.json(body, { status });

test('a list that can be read now is a fix, by one request with the key to its own path', async () => {
  const { found, asked } = await look('cors', answer(200, { data: [{ id: 'a' }] }));
  expect(found).toBe(true);
  expect(asked).toEqual(['http://localhost:1/v1/models Bearer k']);
});

test.each<[string, Fetch, boolean]>([
  ['nothing readable', refuse, false],
  ['an empty list', answer(200, { data: [] }), false],
  ['still loading', answer(503, { error: { message: 'Loading model' } }), false],
  ['a key refused in words', answer(401, { error: { message: 'no' } }), true],
])('%s', async (_name, fetch, found) => {
  expect((await look('unreachable', fetch)).found).toBe(found);
});

test.each<[LocalPermission, boolean]>([
  ['prompt', false],
  ['denied', false],
  ['granted', true],
])('while a permission is missing nothing is asked of the server: %s', async (state, found) => {
  const result = await look('local-network-blocked', refuse, state);
  expect(result).toEqual({ found, asked: [] });
});

test('a refused key and a server that asks to wait are not tried again by themselves', () => {
  const causes: Cause[] = ['unauthorized', 'forbidden', 'payment', 'rate-limited', 'invalid-url'];
  expect(causes.filter((cause) => isWatchable({ cause }))).toEqual([]);
  expect(isWatchable({ cause: 'cors' })).toBe(true);
});
