import { expect, test } from 'vitest';
import type { Fetch } from '../../lib/fetch';
import type { MessageError } from '../chat/types';
import { examineChat, type ChatSuspicion } from './probe-chat';
import type { ProbeStep } from './steps';

interface Sent {
  body: unknown;
  type: string;
  key: string;
  mode: string | undefined;
}

const refuse = (): never => {
  throw new TypeError('Failed to fetch');
};

/** A server that lists one model and answers POST as told; resolves with the outcome and what was posted. */
async function examine(answer: (sent: Sent) => Response, suspicion?: ChatSuspicion) {
  const posts: Sent[] = [];
  const fetch: Fetch = async (_url, init = {}) => {
    if (init.method !== 'POST') return Response.json({ data: [{ id: 'a' }] });
    const headers = new Headers(init.headers);
    const sent = {
      body: init.body,
      type: headers.get('content-type') ?? '',
      key: headers.get('authorization') ?? '',
      mode: init.mode,
    };
    posts.push(sent);
    return answer(sent);
  };
  let steps: readonly ProbeStep[] = [];
  const signal = new AbortController().signal;
  const target = { input: 'http://localhost:1/v1', apiKey: 'k' };
  const onSteps = (now: readonly ProbeStep[]) => void (steps = now);
  const outcome = await examineChat(target, suspicion, { fetch, now: () => 0, signal, onSteps });
  return { outcome, posts, steps };
}

const network: MessageError = { code: 'network', serverMessage: '' };
const isPreflighted = ({ type }: Sent) => type === 'application/json';
const refused = (status: number, message: string) =>
  Response.json({ error: { message } }, { status });

test('a readable refusal of nothing proves that messages get through', async () => {
  const { outcome, posts, steps } = await examine(() => refused(400, "'messages' is required"));
  expect(outcome.kind).toBe('ok');
  expect(posts).toEqual([
    { body: '{}', type: 'application/json', key: 'Bearer k', mode: undefined },
  ]);
  expect(steps.map(({ ask, status }) => [ask, status])).toEqual([
    ['list', undefined],
    ['list', undefined],
    ['chat', 400],
  ]);
});

test('then it was the message itself that broke', async () => {
  const { outcome } = await examine(() => refused(400, 'no messages'), network);
  expect(outcome).toMatchObject({ kind: 'unreadable-chat', emptyRequest: 'readable' });
});

test('a refused preflight is told apart by a request that needs none, without the key', async () => {
  const { outcome, posts } = await examine((sent) =>
    isPreflighted(sent) ? refuse() : refused(400, 'no messages'),
  );
  expect(outcome).toMatchObject({ emptyRequest: 'unreadable', withoutPreflight: 'readable' });
  expect(posts.map(({ key }) => key)).toEqual(['Bearer k', '']);
});

test('an answer outside CORS is told apart from a dropped connection', async () => {
  const hidden = await examine(
    ({ mode }) => (mode === 'no-cors' ? new Response('') : refuse()),
    network,
  );
  expect(hidden.outcome).toMatchObject({ withoutPreflight: 'answers' });
  const dropped = await examine(refuse, network);
  expect(dropped.outcome).toMatchObject({ withoutPreflight: 'silent' });
});

test('without a failed message a server that crashes over nothing is not blamed', async () => {
  const { outcome } = await examine(refuse);
  expect(outcome.kind).toBe('ok');
});

test('LocalAI’s guard against forged requests is forbidden', async () => {
  const { outcome } = await examine(() => refused(403, 'cross-site request rejected'));
  expect(outcome).toMatchObject({ kind: 'http-error', status: 403, call: 'chat' });
});

test('a server without a chat route is told apart from one that looks for the model first', async () => {
  const none = await examine(
    () => Response.json({ detail: 'Not Found' }, { status: 404 }),
    network,
  );
  expect(none.outcome).toMatchObject({ kind: 'http-error', status: 404, call: 'chat' });
  const named = await examine(() => refused(404, 'model not found'), network);
  expect(named.outcome).toMatchObject({ kind: 'unreadable-chat', emptyRequest: 'readable' });
});

test.each<[number, string]>([
  [401, 'http-error'],
  [500, 'http-error'],
  [400, 'ok'],
])('a message that failed with %i posts nothing more', async (status, kind) => {
  const error: MessageError = { code: 'http', status, serverMessage: 'no' };
  const { outcome, posts } = await examine(refuse, error);
  expect(outcome.kind).toBe(kind);
  expect(posts).toEqual([]);
});

test('tested again, a server that answers nothing readably has mended, and one that does not has not', async () => {
  const mended = await examine(() => refused(400, 'no messages'), 'failed-before');
  expect(mended.outcome.kind).toBe('ok');
  const still = await examine(refuse, 'failed-before');
  expect(still.outcome.kind).toBe('unreadable-chat');
});
