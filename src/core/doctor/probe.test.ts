import { expect, test } from 'vitest';
import type { Fetch } from '../../lib/fetch';
import { probe, type ProbeTarget, type ProbeTools } from './probe';
import type { ProbeStep } from './steps';

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
async function ask(
  target: Partial<ProbeTarget>,
  answer: Answer,
  more: Pick<ProbeTools, 'permission'> = {},
) {
  const asked: Asked[] = [];
  let steps: readonly ProbeStep[] = [];
  const onSteps = (now: readonly ProbeStep[]) => void (steps = now);
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
  const outcome = await probe(full, { fetch, now: () => 0, signal, onSteps, ...more });
  return { outcome, asked, steps };
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

test('the key is not sent to a path that LM Studio answers with 200 and an error either', async () => {
  const { asked } = await ask({ input: 'http://localhost:1234/x', apiKey: 'k' }, () =>
    Response.json({ error: 'Unexpected endpoint or method. (GET /x/v1/models)' }),
  );
  expect(asked.filter(({ key }) => key)).toEqual([]);
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

test('a header over plain http to a public host asks first too', async () => {
  const target = { input: 'http://api.example.com/v1', headers: { 'X-Team': 'blue' } };
  const { outcome, asked } = await ask(target, () => list('a'));
  expect(outcome.kind).toBe('needs-consent');
  expect(asked).toEqual([]);
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

/** A server whose CORS layer lets this page read some paths, each by a rule over path and key. */
const corsOf =
  (readable: (path: string, key: string) => Response | undefined): Answer =>
  ({ url, key, mode }) =>
    readable(new URL(url).pathname, key) ?? (mode === 'no-cors' ? new Response('') : 'refuse');

test('a hidden 401 is told by another path that is readable, also with a made-up key', async () => {
  const vllm = corsOf((path) => (path === '/version' ? list() : undefined));
  const { outcome, asked, steps } = await ask({ apiKey: 'bad' }, vllm);
  expect(outcome).toMatchObject({ readablePath: '/version', preflightPasses: true });
  expect(steps.map(({ ask: what }) => what)).toEqual([
    'list',
    'list',
    'listen',
    'list',
    'list',
    'paths',
    'preflight',
  ]);
  const withTheKey = asked.filter(({ key }) => key.includes('bad'));
  expect(withTheKey.map(({ url }) => new URL(url).pathname)).toEqual(['/v1/models', '/models']);
});

test('without a key the made-up one is not sent either', async () => {
  const { outcome, asked } = await ask(
    { input: 'http://localhost:1234/v1' },
    corsOf((path) => (path === '/health' ? new Response('') : undefined)),
  );
  expect(outcome).toMatchObject({ readablePath: '/health' });
  expect(outcome).not.toHaveProperty('preflightPasses');
  expect(asked.filter(({ key }) => key)).toEqual([]);
});

test('a path that is readable without a key only shows a refused preflight', async () => {
  const { outcome } = await ask(
    { input: 'http://localhost:1234/v1', apiKey: 'k' },
    corsOf((path, key) => (path === '/' && !key ? new Response('') : undefined)),
  );
  expect(outcome).toMatchObject({ readablePath: '/', preflightPasses: false });
});

test('where nothing is readable every open path was tried once, without the key', async () => {
  const { outcome, asked } = await ask(
    { input: 'http://localhost:1234/v1', apiKey: 'k' },
    corsOf(() => undefined),
  );
  expect(outcome).toMatchObject({ kind: 'unreadable', answers: true });
  expect(outcome).not.toHaveProperty('readablePath');
  expect(asked.map(({ url, key }) => [new URL(url).pathname, key])).toEqual([
    ['/v1/models', ''],
    ['/v1/models', 'Bearer k'],
    ['/', ''],
    ['/version', ''],
    ['/health', ''],
    ['/', ''],
    ['/info', ''],
    ['/.well-known/localai.json', ''],
  ]);
});

test('a person’s own headers go to the list only; elsewhere their names alone', async () => {
  const seen: [string, string | null][] = [];
  const fetch: Fetch = async (url, init) => {
    const path = new URL(url).pathname;
    seen.push([path, new Headers(init?.headers).get('x-team')]);
    if (path !== '/version') throw new TypeError('Failed to fetch');
    return new Response('');
  };
  const target = { input: 'http://localhost:1234/v1', apiKey: '', headers: { 'X-Team': 'secret' } };
  const signal = new AbortController().signal;
  await probe(target, { fetch, now: () => 0, signal }).catch(() => {});
  const withNoCors: Fetch = (url, init) =>
    init?.mode === 'no-cors' ? Promise.resolve(new Response('')) : fetch(url, init);
  await probe(target, { fetch: withNoCors, now: () => 0, signal });
  const secret = seen.filter(([, value]) => value === 'secret').map(([path]) => path);
  expect(new Set(secret)).toEqual(new Set(['/v1/models']));
  expect(seen).toContainEqual(['/version', 'Bearer connection-doctor']);
});

test('the permission is known before the first request, and asked again after a failure', async () => {
  const states = ['prompt', 'denied'] as const;
  let count = 0;
  const { outcome, steps } = await ask({ input: 'http://localhost:1/v1' }, () => 'refuse', {
    permission: async () => ({ space: 'loopback', state: states[count++] ?? 'denied' }),
  });
  expect(steps[0]).toMatchObject({ ask: 'permission', saw: 'prompt', space: 'loopback' });
  expect(outcome).toMatchObject({ kind: 'unreadable', permission: 'denied' });
  expect(steps.at(-1)).toMatchObject({ ask: 'permission', saw: 'denied' });
});

test('a browser without that permission has no line about it', async () => {
  const { steps } = await ask({}, () => list('a'), {
    permission: async () => ({ space: 'loopback', state: 'unsupported' }),
  });
  expect(steps.map(({ ask: what }) => what)).toEqual(['list']);
});

test('each step is told as it begins and as it ends', async () => {
  const told: string[][] = [];
  const fetch: Fetch = async () => list('a');
  await probe(
    { input: 'http://localhost:1/v1', apiKey: 'k' },
    {
      fetch,
      now: () => 0,
      signal: new AbortController().signal,
      onSteps: (steps) => told.push(steps.map(({ saw = '…' }) => saw)),
    },
  );
  expect(told).toEqual([['…'], ['readable'], ['readable', '…'], ['readable', 'readable']]);
});
