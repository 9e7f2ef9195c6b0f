import { expect, test } from 'vitest';
import type { Fetch } from '../../lib/fetch';
import type { PageFacts } from '../doctor/types';
import { findServers, localAddresses, type Sighting } from './find-servers';

const page: PageFacts = {
  origin: 'https://chat.example.org',
  isSecureContext: true,
  isOnline: true,
};
const addresses = localAddresses(page.origin);
const list = (...ids: string[]) =>
  Response.json({ object: 'list', data: ids.map((id) => ({ id })) });
const error = (status: number, message: string) =>
  Response.json({ error: { message } }, { status });
const refuse = (): never => {
  throw new TypeError('Failed to fetch');
};

type Answer = (init: RequestInit) => Response | Promise<Response>;

/** A computer where these ports answer, and nothing else does. */
function computer(ports: Record<string, Answer>) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    asked.push({ url, init });
    init.signal?.throwIfAborted();
    return (ports[new URL(url).port] ?? refuse)(init);
  };
  return { asked, fetch };
}

async function look(ports: Record<string, Answer>): Promise<Record<string, Sighting>> {
  const { fetch } = computer(ports);
  const seen: Record<string, Sighting> = {};
  const { signal } = new AbortController();
  for await (const { address, sighting } of findServers(addresses, {
    fetch,
    page,
    now: () => 0,
    signal,
  })) {
    if (sighting) seen[address.host] = sighting;
  }
  return seen;
}

test('the addresses are those of the presets on this computer, each once, with who serves there', () => {
  expect(addresses.map(({ host }) => host).sort()).toEqual([
    'localhost:11434',
    'localhost:1234',
    'localhost:2242',
    'localhost:3000',
    'localhost:4000',
    'localhost:5000',
    'localhost:8000',
    'localhost:8080',
    'localhost:9931',
  ]);
  const at = (port: number) => addresses.find(({ host }) => host === `localhost:${port}`);
  expect(at(1234)).toEqual({
    baseUrl: 'http://localhost:1234/v1',
    host: 'localhost:1234',
    programs: ['LM Studio'],
    preset: 'lm-studio',
  });
  expect(at(8080)).toMatchObject({ programs: ['llama.cpp', 'LocalAI'], preset: 'other' });
});

test('the page’s own address is not asked', () => {
  const others = localAddresses('http://localhost:8080');
  expect(others.map(({ host }) => host)).not.toContain('localhost:8080');
  expect(others).toHaveLength(addresses.length - 1);
});

test('each address is told for what it is', async () => {
  const unreadable: Answer = ({ mode }) => (mode === 'no-cors' ? new Response() : refuse());
  const seen = await look({
    1234: () => list('a', 'b'),
    11434: unreadable,
    8080: () => error(503, 'Loading model'),
    9931: () => list(),
    8000: () => error(401, 'Unauthorized'),
    5000: () => new Response('<!doctype html><p>Hi', { headers: { 'content-type': 'text/html' } }),
    // A redirect that was not followed, as fetch shows it.
    3000: () => ({ ok: false, status: 0, statusText: '', body: null, url: '' }) as Response,
  });
  expect(seen).toEqual({
    'localhost:1234': {
      kind: 'found',
      baseUrl: 'http://localhost:1234/v1',
      cause: 'ok',
      models: 2,
    },
    'localhost:11434': {
      kind: 'blocked',
      sentence: expect.any(String) as string,
      remedies: expect.arrayContaining([
        expect.objectContaining({ command: expect.stringContaining(page.origin) as string }),
      ]) as [],
    },
    'localhost:8080': {
      kind: 'found',
      baseUrl: 'http://localhost:8080/v1',
      cause: 'loading',
    },
    'localhost:9931': {
      kind: 'found',
      baseUrl: 'http://localhost:9931/v1',
      cause: 'no-models',
      models: 0,
    },
    'localhost:8000': {
      kind: 'found',
      baseUrl: 'http://localhost:8000/v1',
      cause: 'unauthorized',
    },
    'localhost:5000': { kind: 'other', sentence: expect.stringContaining('a web page') as string },
    'localhost:3000': { kind: 'other', sentence: expect.stringContaining('sends on') as string },
    'localhost:4000': { kind: 'nothing' },
    'localhost:2242': { kind: 'nothing' },
  });
});

test('it only reads, without a key, and goes nowhere else', async () => {
  const { asked, fetch } = computer({ 1234: () => list('a') });
  const { signal } = new AbortController();
  const told = [];
  for await (const step of findServers(addresses, { fetch, page, now: () => 0, signal })) {
    told.push(step);
  }
  expect(told).toHaveLength(2 * addresses.length);
  expect(asked.length).toBeGreaterThan(addresses.length);
  for (const { url, init } of asked) {
    expect(init.method ?? 'GET').toBe('GET');
    expect(init.headers).toBeUndefined();
    expect(init.credentials).toBe('omit');
    expect(new URL(url).hostname).toBe('localhost');
    if (init.mode !== 'no-cors') expect(init.redirect).toBe('manual');
  }
});

test('a few are asked at a time, and one that hangs does not hold up the others', async () => {
  const fetch: Fetch = (url, init) =>
    new URL(url).port === '1234'
      ? new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
        })
      : Promise.resolve(list('a'));
  const controller = new AbortController();
  const { signal } = controller;
  const seen: string[] = [];
  let started = 0;
  let most = 0;
  for await (const { address, sighting } of findServers(addresses, {
    fetch,
    page,
    now: () => 0,
    signal,
  })) {
    if (sighting) seen.push(address.host);
    else started += 1;
    most = Math.max(most, started - seen.length);
    // All but the silent one: now nobody waits for it any more.
    if (seen.length === addresses.length - 1) controller.abort();
  }
  expect(seen).not.toContain('localhost:1234');
  expect(most).toBe(3);
});

test('stopped, it asks no more and tells no more', async () => {
  const controller = new AbortController();
  const { asked, fetch } = computer({ 1234: () => list('a') });
  const { signal } = controller;
  let count = 0;
  for await (const { sighting } of findServers(addresses, { fetch, page, now: () => 0, signal })) {
    if (!sighting) continue;
    count += 1;
    controller.abort();
  }
  expect(count).toBe(1);
  expect(new Set(asked.map(({ url }) => new URL(url).host)).size).toBeLessThanOrEqual(3);
});
