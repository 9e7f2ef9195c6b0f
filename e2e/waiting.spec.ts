import type { Locator, Page } from '@playwright/test';
import { ask, button, expect, test } from './chat-pages';
import {
  createGate,
  done,
  fail,
  finish,
  type Gate,
  raw,
  reply,
  say,
  type ScriptedServer,
  think,
  wait,
} from './servers/scripted';

const answer = (page: Page): Locator => page.getByRole('article', { name: 'Assistant' }).last();

/** As llama.cpp sends it: a chunk that repeats the role, with the prompt's progress beside it. */
const progress = (processed: number) =>
  raw(
    `data: ${JSON.stringify({
      choices: [{ index: 0, finish_reason: null, delta: { role: 'assistant', content: null } }],
      object: 'chat.completion.chunk',
      prompt_progress: { total: 3421, cache: 0, processed, time_ms: 21 },
    })}\n\n`,
  );

/** Stops the answer that is waited for, and sees that its request ended too. */
async function expectStopWorks(page: Page, server: ScriptedServer): Promise<void> {
  const request = await server.next('POST /v1/chat/completions');
  await button(page, 'Stop').click();
  await request.closed;
  expect(request.aborted).toBe(true);
  await expect(answer(page)).toHaveAttribute('data-status', 'interrupted');
  await expect(answer(page)).toContainText('Stopped before anything arrived.');
}

test(
  'each phase says what it is, in order, and is gone with the first word',
  { tag: '@firefox' },
  async ({ page, begin, browserName }) => {
    const gates: Gate[] = Array.from({ length: 6 }, createGate);
    const [headers, opened, pinged, half, read, thought] = gates as [
      Gate,
      Gate,
      Gate,
      Gate,
      Gate,
      Gate,
    ];
    const server = await begin({});
    server.set({
      before: headers,
      chat: [
        wait(opened),
        raw(': ping\n\n'),
        wait(pinged),
        progress(1300),
        wait(half),
        progress(3421),
        wait(read),
        think('Let me see.'),
        wait(thought),
        say('Hello'),
        finish('stop'),
        done(),
      ],
    });
    await ask(page, 'A long prompt');
    await expect(answer(page)).toHaveText(/^Connecting to OpenAI-Compatible/);
    headers.open();
    await opened.reached;
    // Firefox tells of the headers only with the first byte of the body.
    const words = browserName === 'firefox' ? /^Connecting to/ : /^Waiting for the first token/;
    await expect(answer(page)).toHaveText(words);
    opened.open();
    await expect(answer(page)).toContainText(
      /OpenAI-Compatible is there: it gave a sign \d+.s ago/,
    );
    pinged.open();
    await expect(answer(page)).toHaveText(/^Reading the prompt, 38.%/);
    half.open();
    await expect(answer(page)).toHaveText(/^Reading the prompt, 100.%/);
    read.open();
    await expect(
      answer(page).getByRole('button', { name: /^Reasoning · thinking \d+.s/ }),
    ).toBeVisible();
    await expect(answer(page)).not.toContainText('Reading');
    thought.open();
    await expect(answer(page)).toHaveAttribute('data-status', 'done');
    await expect(answer(page)).toContainText('Hello');
    await page.reload();
    await expect(answer(page)).toContainText('Hello');
    await expect(answer(page)).not.toContainText(/Reading|Waiting|Connecting/);
  },
);

test('Stop works while connecting', async ({ page, begin }) => {
  const server = await begin({});
  server.set({ before: createGate() });
  await ask(page, 'Hi');
  await expect(answer(page)).toHaveText(/^Connecting to/);
  await expectStopWorks(page, server);
});

for (const [phase, words, first] of [
  ['waiting for the first token', /^Waiting for the first token/, []],
  ['reading the prompt', /^Reading the prompt, 38.%/, [progress(1300)]],
  ['the server says that it loads', /is loading the model/, [raw(': loading model\n\n')]],
] as const) {
  test(`Stop works while ${phase}`, async ({ page, begin }) => {
    const server = await begin({ chat: [...first, wait(createGate())] });
    await ask(page, 'Hi');
    await expect(answer(page)).toHaveText(words);
    await expectStopWorks(page, server);
  });
}

test('the clock runs, and a model that is not in memory is named as the likely reason', async ({
  page,
  begin,
}) => {
  await page.clock.install();
  const list = { object: 'list', data: [{ id: 'scripted', state: 'not-loaded' }] };
  const server = await begin({ models: reply(200, list) });
  const gate = createGate();
  server.set({ before: gate });
  await ask(page, 'Hi');
  await expect(answer(page)).toHaveText(/^Connecting to OpenAI-Compatible/);
  await page.clock.runFor(14_000);
  await expect(answer(page)).toHaveText(
    /^OpenAI-Compatible may be loading the model; it tells nothing meanwhile, \d\d.s$/,
  );
  await page.clock.runFor(60_000);
  await expect(answer(page)).toContainText(/1.min/);
  // However long it took, the answer comes.
  gate.open();
  await page.clock.runFor(1_000);
  await expect(answer(page)).toContainText('Hello from the script.');
});

test('a model that still loads is a failure that says so', async ({ page, watch, begin }) => {
  watch.expectProblems(/status of 503/);
  const server = await begin({});
  server.set({ chat: fail(503, 'Loading model', { type: 'unavailable_error', code: 503 }) });
  await ask(page, 'Hi');
  const alert = answer(page).getByRole('alert');
  await expect(alert).toContainText('Loading model');
  await expect(alert).toContainText('is still loading the model (503)');
  await expect(alert.getByRole('button', { name: 'Retry' })).toBeVisible();
});

test('the progress is asked for where the server was recognised as llama.cpp, and nowhere else', async ({
  page,
  app,
  begin,
}) => {
  const server = await begin({ chat: [say('Hello'), finish('stop'), done()] });
  await ask(page, 'Hi');
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  const plain = await server.next('POST /v1/chat/completions');
  expect(plain.body).not.toHaveProperty('return_progress');
  await rememberServer(page, 'llama-cpp');
  await page.goto(`${app.url}#/`);
  await page.reload();
  await ask(page, 'Hi again');
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  const recognised = await server.next('POST /v1/chat/completions');
  expect(recognised.body).toHaveProperty('return_progress', true);
});

/** Writes into every stored provider that a look has recognised this server. */
function rememberServer(page: Page, kind: string): Promise<void> {
  return page.evaluate(async (found) => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
      });
    const [{ name = '' } = {}] = await indexedDB.databases();
    const database = await settled(indexedDB.open(name));
    const store = database.transaction('providers', 'readwrite').objectStore('providers');
    const [keys, records] = [await settled(store.getAllKeys()), await settled(store.getAll())];
    for (const [at, record] of (records as { baseUrl?: string }[]).entries()) {
      const changed = { ...record, server: { kind: found, at: 1 } };
      if (!record.baseUrl) continue;
      await settled(store.keyPath === null ? store.put(changed, keys[at]) : store.put(changed));
    }
    database.close();
  }, kind);
}

test('the seventh answer of one server waits for a connection, and comes when one is free', async ({
  page,
  app,
  begin,
}) => {
  const gate = createGate();
  const server = await begin({
    chat: (_, count) => (count < 6 ? [wait(gate)] : [say('At last'), finish('stop'), done()]),
  });
  for (let count = 1; count <= 6; count += 1) {
    await ask(page, `Question ${String(count)}`);
    await expect(answer(page)).toHaveText(/^Waiting for the first token/);
    await server.next('POST /v1/chat/completions');
    await page.goto(`${app.url}#/`);
    await expect(page.getByRole('article')).toHaveCount(0);
  }
  await ask(page, 'Question 7');
  await expect(answer(page)).toHaveText(
    /^Waiting for a free connection.*Six answers from OpenAI-Compatible are under way/,
  );
  // The browser holds it back: the server has not heard of it.
  expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(6);
  await page.getByRole('link', { name: 'Question 3' }).click();
  await expect(answer(page)).toHaveText(/^Waiting for the first token/);
  await button(page, 'Stop').click();
  await expect(answer(page)).toHaveAttribute('data-status', 'interrupted');
  await page.getByRole('link', { name: 'Question 7' }).click();
  await expect(answer(page)).toContainText('At last');
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
});

test('Stop works for an answer that waits for a connection', async ({ page, app, begin }) => {
  const server = await begin({ chat: [wait(createGate())] });
  for (let count = 1; count <= 7; count += 1) {
    await page.goto(`${app.url}#/`);
    await expect(page.getByRole('article')).toHaveCount(0);
    await ask(page, `Question ${String(count)}`);
    await expect(answer(page)).toHaveText(/^Waiting for/);
  }
  await expect(answer(page)).toHaveText(/^Waiting for a free connection/);
  await button(page, 'Stop').click();
  await expect(answer(page)).toContainText('Stopped before anything arrived.');
  expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(6);
});
