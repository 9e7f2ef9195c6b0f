import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { migrations } from '../src/platform/schema';
import type { StoredDatabase } from '../src/platform/testing/stored-database';
import { ask, button, composer, expect, test } from './chat-pages';
import { makeIn, openBeside, recordsOf, upgradeIn } from './raw-database';
import { createGate, done, finish, say, wait, type RecordedRequest } from './servers/scripted';

const questions = (page: Page) => page.getByRole('article', { name: 'You' });
const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const waiting = (page: Page) => page.getByRole('region', { name: 'Waiting questions' });

/** Answers with what was asked last. */
const echo = ({ body }: RecordedRequest) => {
  const messages = body['messages'] as { content: string }[];
  return [say(`To ${messages.at(-1)?.content}`), finish('stop'), done()];
};

/** The version of the database that this build makes. */
const LAYOUT = migrations.length;
/** Questions of each tab in a chat of its own, and in the one that both have open; as many answers come to them. */
const COUNT = 12;

interface Stored {
  id: string;
  role: string;
  text: string;
  status: string;
  parentId: string | null;
  conversationId: string;
}

const messagesIn = async (page: Page): Promise<Stored[]> =>
  ((await recordsOf(page))['messages'] ?? []).map(({ value }) => value as unknown as Stored);

async function send(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await ask(page, name);
    // The text leaves the box when it is on disk: asked, or waiting to be.
    await expect(composer(page)).toHaveValue('');
  }
}

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${prefix}-${at}`);

test(
  'two tabs write into chats of their own and into one at the same time: all messages are there',
  { tag: '@firefox' },
  async ({ page, context, app, begin }) => {
    test.setTimeout(240_000);
    await begin({ chat: echo });
    const other = await context.newPage();
    await other.goto(`${app.url}#/`);
    await expect(button(other, 'Model scripted')).toBeVisible();
    const own = [names('own-one', COUNT), names('own-two', COUNT)] as const;
    await Promise.all([send(page, own[0]), send(other, own[1])]);
    await page.goto(`${app.url}#/`);
    await ask(page, 'begin');
    await expect(answers(page)).toHaveAttribute('data-status', 'done');
    await other.goto(page.url());
    await expect(answers(other)).toHaveAttribute('data-status', 'done');
    const shared = [names('both-one', COUNT), names('both-two', COUNT)] as const;
    await Promise.all([send(page, shared[0]), send(other, shared[1])]);
    for (const tab of [page, other]) {
      await expect(waiting(tab)).toHaveCount(0, { timeout: 60_000 });
      await expect(button(tab, 'Send')).toBeVisible();
      await expect(answers(tab).last()).toHaveAttribute('data-status', 'done');
    }
    const asked = [...own.flat(), 'begin', ...shared.flat()];
    const wanted = asked.flatMap((name) => [name, `To ${name}`]).sort();
    const texts = async () => (await messagesIn(page)).map(({ text }) => text).sort();
    await expect.poll(texts, { timeout: 30_000 }).toEqual(wanted);
    const messages = await messagesIn(page);
    expect(messages.filter(({ status }) => status !== 'done')).toEqual([]);
    // One line: no question hangs beside another.
    const parents = messages.map(({ parentId, conversationId }) => `${conversationId} ${parentId}`);
    expect(new Set(parents).size).toBe(parents.length);
    console.log(
      `${messages.length} messages of two tabs, lost: ${wanted.length - messages.length}`,
    );
  },
);

test(
  'an answer of one tab is seen in the other, which says so and asks next',
  { tag: '@firefox' },
  async ({ page, context, begin }) => {
    const gate = createGate();
    const server = await begin({ chat: echo });
    await ask(page, 'one');
    await expect(answers(page)).toHaveAttribute('data-status', 'done');
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(answers(other)).toHaveAttribute('data-status', 'done');
    server.set({ chat: [say('Slow '), wait(gate), say('end'), finish('stop'), done()] });
    await ask(page, 'two');
    await gate.reached;
    await expect(answers(other).last()).toContainText('Slow');
    await expect(other.getByText('This chat is being answered in another tab')).toBeVisible();
    await ask(other, 'three');
    await expect(waiting(other)).toContainText('Asked when this answer is done.');
    await expect(waiting(page)).toContainText('three');
    server.set({ chat: echo });
    gate.open();
    for (const tab of [page, other]) {
      await expect(questions(tab)).toHaveText(['one', 'two', 'three']);
      await expect(answers(tab).last()).toContainText('To three');
      await expect(waiting(tab)).toHaveCount(0);
    }
    await expect(other.getByText('This chat is being answered in another tab')).toBeHidden();
  },
);

test('an answer that runs while a newer version takes over is whole after the reload', async ({
  page,
  context,
  app,
  begin,
}) => {
  const gate = createGate();
  await begin({
    chat: [say('First half, '), wait(gate), say('second half'), finish('stop'), done()],
  });
  await ask(page, 'Go');
  await gate.reached;
  await expect(answers(page)).toContainText('First half,');
  const newer = await context.newPage();
  await openBeside(newer, app.url);
  await upgradeIn(newer, LAYOUT + 1);
  await expect(page.getByText('Another tab runs a newer Patchbay. Reload')).toBeVisible();
  // The last words before it stepped aside.
  expect((await messagesIn(newer)).map(({ text }) => text)).toEqual(['Go', 'First half, ']);
  await composer(page).fill('Typed meanwhile');
  gate.open();
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  await expect(answers(page)).toContainText('First half, second half');
  await expect(page.getByRole('region', { name: 'Not saved' })).toContainText('newer Patchbay');

  // There is no newer version to load here: this one is let in again, by a database of its own layout.
  const records = await recordsOf(newer);
  const { layout } = JSON.parse(
    readFileSync(
      new URL(`../src/platform/testing/databases/v${LAYOUT}.json`, import.meta.url),
      'utf8',
    ),
  ) as StoredDatabase;
  await newer.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase('patchbay').addEventListener('success', () => resolve());
      }),
  );
  const byKey = ([name, all]: [string, { key: unknown; value: unknown }[]]): [string, unknown] => [
    name,
    name === 'settings'
      ? Object.fromEntries(all.map(({ key, value }) => [String(key), value]))
      : all.map(({ value }) => value),
  ];
  await makeIn(newer, {
    version: LAYOUT,
    layout,
    records: Object.fromEntries(Object.entries(records).map(byKey)),
  });
  await page.reload();
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  await expect(answers(page)).toContainText('First half, second half');
  await expect(composer(page)).toHaveValue('Typed meanwhile');
  const texts = (await messagesIn(newer)).map(({ text }) => text);
  expect(texts).toEqual(['Go', 'First half, second half']);
  console.log(`${texts.length} messages and a draft through another version, lost: 0`);
});
