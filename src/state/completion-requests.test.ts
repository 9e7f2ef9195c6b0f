import { expect, test } from 'vitest';
import { microtaskScheduler, settle } from './testing/fakes';
import { setUp } from './testing/running-completion';

const lastOf = <T>(items: readonly T[]) => items[items.length - 1];

test('a provider’s rate limit is kept: the second request waits, and Stop ends the wait', async () => {
  const { completion, conversations, providers, server, clock, model } =
    await setUp(microtaskScheduler());
  await providers.update(model.providerId, { rateLimit: { minIntervalMs: 10_000 } });
  await completion.send(undefined, { text: 'One' }, model);
  await settle();
  clock.advance(4_000);
  const two = await completion.send(undefined, { text: 'Two' }, model);
  const three = await completion.send(undefined, { text: 'Three' }, model);
  await settle();
  expect(server.requests).toHaveLength(1);
  expect(completion.phase(two)).toEqual({ kind: 'rate-limited', until: clock.now() + 6_000 });
  completion.stop(three);
  await settle();
  expect(lastOf(conversations.path(three))?.status).toBe('interrupted');
  clock.advance(6_000);
  await settle();
  expect(server.requests.map(({ body }) => JSON.stringify(body)).join()).toContain('Two');
  expect(server.requests).toHaveLength(2);
  expect(completion.phase(two)).toMatchObject({ kind: 'opened' });
});

test('the phase follows what the server tells, and none of it counts as an answer', async () => {
  const { completion, conversations, server, clock, model, stored } =
    await setUp(microtaskScheduler());
  let open = () => {};
  server.hold = new Promise((resolve) => (open = resolve));
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  expect(completion.phase(id)).toEqual({ kind: 'connecting', since: clock.now() });
  clock.advance(1_000);
  open();
  await settle();
  expect(completion.phase(id)).toEqual({ kind: 'opened', since: clock.now() });
  server.write(':\n\n');
  await settle();
  expect(completion.phase(id)).toMatchObject({ kind: 'opened', signAt: clock.now() });
  server.write(
    'data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],' +
      '"prompt_progress":{"total":3421,"cache":0,"processed":2049,"time_ms":24077}}\n\n',
  );
  await settle();
  expect(completion.phase(id)).toEqual({ kind: 'reading', since: clock.now(), percent: 59 });
  clock.advance(60_000);
  await settle();
  // Nothing has arrived yet: no first token, and nothing to checkpoint.
  expect(lastOf(conversations.path(id))?.timing?.firstTokenAt).toBeUndefined();
  expect(stored.saves).toEqual([]);
  server.say('Hello');
  server.finish();
  await settle();
  expect(lastOf(conversations.path(id))).toMatchObject({ status: 'done', text: 'Hello' });
  expect(lastOf(conversations.path(id))?.timing?.firstTokenAt).toBe(clock.now());
  expect(JSON.stringify([...stored.messages.values()])).not.toContain('59');
  expect(completion.phase(id)).toBeUndefined();
});

test.each([
  ['llama-cpp', true],
  ['llama-cpp-router', true],
  ['vllm', false],
  [undefined, false],
] as const)('a server recognised as %s is asked for its progress: %s', async (kind, asked) => {
  const { completion, repository, providers, server, model, tabs } =
    await setUp(microtaskScheduler());
  const stored = repository.setup.providers.find(({ id }) => id === model.providerId);
  if (stored && kind) await repository.save({ ...stored, server: { kind, at: 1 } });
  tabs.tell({ type: 'providers-changed' });
  await settle();
  expect(providers.get(model.providerId)?.server?.kind).toBe(kind);
  await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  const [request] = server.requests;
  expect(request?.body).toMatchObject({ model: 'm', stream: true });
  expect(JSON.stringify(request?.body).includes('"return_progress":true')).toBe(asked);
});

test('the seventh answer of one server says that it waits for a connection, until one ends', async () => {
  const { completion, server, clock, model } = await setUp(microtaskScheduler());
  server.hold = new Promise(() => {});
  const ids: string[] = [];
  for (let count = 0; count < 8; count += 1) {
    ids.push(await completion.send(undefined, { text: `Question ${count}` }, model));
  }
  await settle();
  const kinds = () => ids.map((id) => completion.phase(id)?.kind);
  expect(kinds()).toEqual([...Array<string>(6).fill('connecting'), 'queued', 'queued']);
  // Nothing is held back here: the browser decides, and over HTTP/2 it lets all of them go.
  expect(server.requests).toHaveLength(8);
  clock.advance(9_000);
  completion.stop(ids[2] ?? '');
  await settle();
  expect(completion.phase(ids[2] ?? '')).toBeUndefined();
  expect(completion.phase(ids[6] ?? '')).toEqual({ kind: 'connecting', since: clock.now() });
  expect(completion.phase(ids[7] ?? '')?.kind).toBe('queued');
});

const refusal = () =>
  Response.json(
    {
      detail: [
        {
          type: 'extra_forbidden',
          loc: ['body', 'stream_options'],
          msg: 'Extra inputs are not permitted',
        },
      ],
    },
    { status: 422 },
  );

test('a refused field is left out of the second request and of every later one', async () => {
  const { completion, conversations, providers, server, failures, clock, model } =
    await setUp(microtaskScheduler());
  server.answer = () => {
    delete server.answer;
    return refusal();
  };
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await expect.poll(() => server.requests.length).toBe(2);
  server.say('Hello');
  server.finish();
  await expect.poll(() => lastOf(conversations.path(id))?.status).toBe('done');
  const learned = {
    ...{ place: 'body', field: 'stream_options', at: clock.now() },
    words: 'stream_options: Extra inputs are not permitted',
  };
  await expect.poll(() => providers.get(model.providerId)?.learned).toEqual([learned]);
  expect(failures).toEqual([
    `OpenAI-Compatible: Learned: stream_options is left out · ${learned.words}`,
  ]);
  await completion.send(id, { text: 'Again' }, model);
  await expect.poll(() => server.requests.length).toBe(3);
  expect(server.requests.map(({ body }) => 'stream_options' in (body as object))).toEqual([
    ...[true, false, false],
  ]);
});

test('what an old address taught is not noted for a new one', async () => {
  const { completion, providers, server, model } = await setUp(microtaskScheduler());
  server.answer = () => {
    delete server.answer;
    return refusal();
  };
  await completion.send(undefined, { text: 'Hi' }, model);
  await expect.poll(() => server.requests.length).toBe(2);
  await providers.update(model.providerId, { baseUrl: 'http://localhost:2/v1' });
  server.say('Hello');
  server.finish();
  await settle();
  const asked = { ...providers.get(model.providerId)!, baseUrl: 'http://localhost:1/v1' };
  await providers.note(asked, () => ({ learned: [] }));
  expect(providers.get(model.providerId)).not.toHaveProperty('learned');
});
