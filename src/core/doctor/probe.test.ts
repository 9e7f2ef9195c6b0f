import { expect, test } from 'vitest';
import type { Fetch } from '../../lib/fetch';
import { probe, type ProbeTarget } from './probe';

interface Asked {
  url: string;
  key: string;
  mode: string | undefined;
}

type Answer = (asked: Asked) => Response | 'refuse';

const list = (...ids: string[]) =>
  Response.json({ object: 'list', data: ids.map((id) => ({ id })) });
const html = () =>
  new Response('<!doctype html><p>Hi', { headers: { 'content-type': 'text/html' } });
const error = (status: number, message: string) =>
  Response.json({ error: { message } }, { status });

/** Runs a probe against a server described by one function; tells all that was asked. */
async function ask(target: Partial<ProbeTarget>, answer: Answer) {
  const asked: Asked[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    const key = new Headers(init.headers).get('authorization') ?? '';
    const request = { url, key, mode: init.mode };
    asked.push(request);
    const response = answer(request);
    if (response === 'refuse') throw new TypeError('Failed to fetch');
    return response;
  };
  const signal = new AbortController().signal;
  const full = { input: 'http://localhost:1234', apiKey: '', ...target };
  const outcome = await probe(full, { fetch, now: () => 0, signal });
  return { outcome, asked };
}

test('without /v1 in the address both forms are tried, and the one that lists models is kept', async () => {
  const { outcome } = await ask({}, ({ url }) =>
    url.endsWith('/v1/models') ? error(404, 'not here') : list('a'),
  );
  expect(outcome).toMatchObject({ kind: 'ok', baseUrl: 'http://localhost:1234' });
});

test('an address that no one can read is invalid in words and asks nothing', async () => {
  const { outcome, asked } = await ask({ input: 'http://' }, () => list('a'));
  expect(outcome.kind).toBe('invalid-url');
  expect(asked).toEqual([]);
});

test('the key is not sent to a path that is not the API', async () => {
  const { outcome, asked } = await ask({ apiKey: 'k' }, ({ url, key }) => {
    if (url.endsWith('/v1/models')) return error(404, 'File Not Found');
    return key ? list('a') : error(401, 'key needed');
  });
  expect(outcome).toMatchObject({ kind: 'ok', baseUrl: 'http://localhost:1234' });
  expect(asked.filter(({ key }) => key).map(({ url }) => url)).toEqual([
    'http://localhost:1234/models',
  ]);
});

test('a wrong key is reported with the server’s words, even where the list is public', async () => {
  const { outcome } = await ask({ apiKey: 'bad' }, ({ key }) =>
    key ? error(401, 'Invalid API Key') : list('a'),
  );
  expect(outcome).toMatchObject({
    kind: 'http-error',
    status: 401,
    serverMessage: 'Invalid API Key',
  });
});

test('a server that hides its 401 outside CORS connects with the right key', async () => {
  const { outcome } = await ask({ apiKey: 'good' }, ({ key }) => (key ? list('a') : 'refuse'));
  expect(outcome.kind).toBe('ok');
});

test('a list readable without the key only is told apart from no answer', async () => {
  const { outcome } = await ask({ apiKey: 'k' }, ({ key }) => (key ? 'refuse' : list('a')));
  expect(outcome).toMatchObject({ kind: 'unreadable', readableWithoutKey: true });
});

test('something that answers without CORS is told apart from nothing at all', async () => {
  const silent = await ask({}, () => 'refuse');
  expect(silent.outcome).toMatchObject({ kind: 'unreadable', answers: false });
  const closed = await ask({}, ({ mode }) => (mode === 'no-cors' ? new Response('') : 'refuse'));
  expect(closed.outcome).toMatchObject({ kind: 'unreadable', answers: true });
});

test('the no-cors request carries no key', async () => {
  const { asked } = await ask({ apiKey: 'secret' }, () => 'refuse');
  expect(asked.filter(({ mode }) => mode === 'no-cors').map(({ key }) => key)).toEqual(['']);
});

test('a key over plain http to a public host asks first, and nothing is sent', async () => {
  const target = { input: 'http://api.example.com/v1', apiKey: 'k' };
  const { outcome, asked } = await ask(target, () => list('a'));
  expect(outcome.kind).toBe('needs-consent');
  expect(asked).toEqual([]);
  const agreed = await ask({ ...target, plainHttpAllowed: true }, () => list('a'));
  expect(agreed.outcome.kind).toBe('ok');
});

test('a redirect is shown, and the key does not follow it', async () => {
  const { outcome, asked } = await ask({ apiKey: 'k' }, () => {
    const response = list('a');
    Object.defineProperties(response, {
      redirected: { value: true },
      url: { value: 'https://elsewhere.example/v1/models' },
    });
    return response;
  });
  expect(outcome).toMatchObject({ kind: 'redirected', to: 'https://elsewhere.example/v1/models' });
  expect(asked.every(({ key }) => key === '')).toBe(true);
});

test('HTML instead of a list is not OpenAI', async () => {
  const { outcome } = await ask({}, html);
  expect(outcome.kind).toBe('not-openai');
});

test('of two failed paths the more telling one is reported', async () => {
  const { outcome } = await ask({}, ({ url }) =>
    url.endsWith('/v1/models') ? error(401, 'key needed') : html(),
  );
  expect(outcome).toMatchObject({ kind: 'http-error', status: 401 });
});

test('abort passes through as abort', async () => {
  const controller = new AbortController();
  const fetch: Fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
  const running = probe(
    { input: 'http://localhost:1', apiKey: '' },
    { fetch, now: () => 0, signal: controller.signal },
  );
  controller.abort();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
});

test('a key that no header can hold is told before anything is asked', async () => {
  const { outcome, asked } = await ask({ apiKey: 'sk-–1' }, () => list('a'));
  expect(outcome).toMatchObject({
    kind: 'invalid-url',
    message: expect.stringContaining('Character 4'),
  });
  expect(asked).toEqual([]);
});
