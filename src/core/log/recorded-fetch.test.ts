import { describe, expect, test } from 'vitest';
import type { Fetch } from '../../lib/fetch';
import { recordFetch, type RecordTools } from './recorded-fetch';
import type { LogEntry } from './types';

const URL_WITH_KEY = 'http://localhost:1234/v1/models?api_key=sk-secret-1';

function record(fetch: Fetch, options: Partial<RecordTools> = {}) {
  const entries = new Map<string, LogEntry>();
  let now = 1_000;
  const recorded = recordFetch(
    fetch,
    {
      sink: {
        add: (entry) => entries.set(entry.id, entry),
        update(id, change) {
          const entry = entries.get(id);
          if (entry) entries.set(id, { ...entry, ...change });
        },
      },
      clock: { now: () => now },
      newId: () => `e${entries.size}`,
      secrets: () => ['sk-secret-1'],
      ...options,
    },
    'LM Studio',
  );
  return {
    fetch: recorded,
    wait: (ms: number) => (now += ms),
    entry: () => entries.get('e0'),
    all: () => [...entries.values()],
  };
}

/** A body of which a test hands out one chunk at a time, and which tells how it was left. */
function openBody() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const seen = { cancelled: undefined as unknown };
  const stream = new ReadableStream<Uint8Array>({
    start: (started) => void (controller = started),
    cancel: (reason) => void (seen.cancelled = reason),
  });
  return {
    stream,
    seen,
    push: (text: string) => controller?.enqueue(new TextEncoder().encode(text)),
    close: () => controller?.close(),
    fail: (error: Error) => controller?.error(error),
  };
}

describe('the log hears', () => {
  test('of the other origin that a request was sent on to', async () => {
    const { fetch, all } = record(async () => {
      const response = Response.json({});
      const url = 'https://elsewhere.example/v1/models?api_key=sk-secret-1';
      return Object.defineProperties(response, {
        url: { value: url },
        redirected: { value: true },
      });
    });
    await fetch(URL_WITH_KEY);
    expect(all().map(({ origin }) => origin)).toEqual([
      'http://localhost:1234',
      'https://elsewhere.example',
    ]);
    expect(JSON.stringify(all())).not.toContain('sk-secret-1');
  });

  test('of the request when it goes out, without keys', () => {
    const { fetch, entry } = record(() => new Promise(() => {}));
    void fetch(URL_WITH_KEY, { method: 'POST', headers: { Authorization: 'Bearer sk-secret-1' } });
    expect(entry()).toEqual({
      id: 'e0',
      at: 1_000,
      kind: 'request',
      by: 'LM Studio',
      method: 'POST',
      url: 'http://localhost:1234/v1/models?api_key=[redacted]',
      origin: 'http://localhost:1234',
    });
  });

  test('of the headers and of the end, with times and the bytes on the wire', async () => {
    const { fetch, entry, wait } = record(async () => {
      wait(20);
      return new Response('naïve', { status: 200 });
    });
    const response = await fetch(URL_WITH_KEY);
    expect(entry()).toMatchObject({ status: 200, headersMs: 20 });
    expect(entry()?.outcome).toBeUndefined();
    wait(30);
    expect(await response.text()).toBe('naïve');
    expect(entry()).toMatchObject({ totalMs: 50, bytes: 6, outcome: 'ok' });
  });

  test('of an address without an origin, which is none', async () => {
    const { fetch, entry } = record(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(fetch('javascript:alert(1)')).rejects.toThrow();
    expect(entry()?.origin).toBe('');
  });

  test('of an error status, and keeps the body out', async () => {
    const { fetch, entry } = record(async () => new Response('the prompt was …', { status: 400 }));
    await (await fetch(URL_WITH_KEY)).text();
    expect(entry()).toMatchObject({ status: 400, outcome: 'error' });
    expect(JSON.stringify(entry())).not.toContain('prompt');
  });

  test('of a request without an answer, in the words of the browser, redacted', async () => {
    const failure = new TypeError('Failed to fetch with sk-secret-1');
    const { fetch, entry } = record(() => Promise.reject(failure));
    await expect(fetch(URL_WITH_KEY)).rejects.toBe(failure);
    expect(entry()).toMatchObject({ outcome: 'error', message: 'Failed to fetch with [redacted]' });
  });

  test('of an answer without a body', async () => {
    const { fetch, entry } = record(async () => new Response(null, { status: 204 }));
    await fetch(URL_WITH_KEY);
    expect(entry()).toMatchObject({ status: 204, bytes: 0, outcome: 'ok' });
  });

  test('of the demo as a request that goes nowhere', async () => {
    const { fetch, entry } = record(async () => new Response(''), { inPage: true });
    await fetch(URL_WITH_KEY);
    expect(entry()?.origin).toBe('');
  });

  test('of an abort, also when nobody reads the body any more', async () => {
    const body = openBody();
    const abort = new AbortController();
    const { fetch, entry } = record(async () => new Response(body.stream));
    await fetch(URL_WITH_KEY, { signal: abort.signal });
    abort.abort();
    expect(entry()).toMatchObject({ outcome: 'aborted' });
  });
});

describe('the caller sees', () => {
  test('the same status, headers and address', async () => {
    const original = new Response('x', {
      status: 418,
      statusText: 'Teapot',
      headers: { 'x-request-id': '7' },
    });
    Object.defineProperties(original, {
      url: { value: 'http://localhost:1234/moved' },
      redirected: { value: true },
      type: { value: 'cors' },
    });
    const { fetch } = record(async () => original);
    const response = await fetch(URL_WITH_KEY);
    expect(response).toMatchObject({
      status: 418,
      statusText: 'Teapot',
      url: 'http://localhost:1234/moved',
      redirected: true,
      type: 'cors',
    });
    expect(response.headers.get('x-request-id')).toBe('7');
  });

  test('each chunk as it comes, none of it read ahead', async () => {
    let pulls = 0;
    const chunks = ['one', 'two', 'three'].map((text) => new TextEncoder().encode(text));
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const chunk = chunks[pulls++];
          if (chunk) controller.enqueue(chunk);
        },
      },
      { highWaterMark: 0 },
    );
    const { fetch } = record(async () => new Response(stream));
    const reader = (await fetch(URL_WITH_KEY)).body?.getReader();
    expect(pulls).toBe(0);
    expect((await reader?.read())?.value).toBe(chunks[0]);
    expect(pulls).toBe(1);
  });

  test('the error that broke the body, itself', async () => {
    const body = openBody();
    const { fetch, entry } = record(async () => new Response(body.stream));
    const reading = (await fetch(URL_WITH_KEY)).text();
    const broken = new TypeError('network error');
    body.push('half');
    body.fail(broken);
    await expect(reading).rejects.toBe(broken);
    expect(entry()).toMatchObject({ outcome: 'error', message: 'network error' });
  });

  test('a cancel reach the real body', async () => {
    const body = openBody();
    const { fetch, entry } = record(async () => new Response(body.stream));
    const response = await fetch(URL_WITH_KEY);
    body.push('first');
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel('enough');
    expect(body.seen.cancelled).toBe('enough');
    expect(entry()).toMatchObject({ outcome: 'ok', bytes: 5 });
  });

  test('a body read to its end, or until it breaks, by a reader', async () => {
    const bodies = [openBody(), openBody()];
    const { fetch, all } = record(async () => new Response(bodies[all().length - 1]?.stream));
    const readers = await Promise.all(
      bodies.map(async () => (await fetch(URL_WITH_KEY)).body?.getReader()),
    );
    const broken = new TypeError('network error');
    for (const { push } of bodies) push('first');
    for (const reader of readers) await reader?.read();
    bodies[0]?.close();
    bodies[1]?.fail(broken);
    expect(await readers[0]?.read()).toMatchObject({ done: true });
    await expect(readers[1]?.read()).rejects.toBe(broken);
    await readers[1]?.cancel().catch(() => {});
    expect(all()).toMatchObject([
      { outcome: 'ok', bytes: 5 },
      { outcome: 'error', bytes: 5, message: 'network error' },
    ]);
  });
});
