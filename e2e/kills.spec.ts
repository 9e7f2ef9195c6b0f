/* The browser is killed in the middle of answers, at moments drawn from a seed, and opened again on what is left. */
import type { Page } from '@playwright/test';
import { ask, button, expect as hasty, test } from './chat-pages';
import { type KillableBrowser, killableBrowser } from './killed-browser';
import { connect, savedUrl } from './provider-pages';
import { forever } from './servers/scripted';

/** Rounds of one test: each of them starts a browser. */
const KILLS = 5;
const SEEDS = { chromium: [1, 2, 3, 4, 5, 6, 7, 8], firefox: [9, 10] };
/** The latest moment of a kill, from the first word of the answer on: after some checkpoints. */
const LATEST_MS = 2_500;
const PIECE = 'piece ';

/** A browser that was just started on a profile that was just torn takes its time. */
const expect = hasty.configure({ timeout: 60_000 });

interface Turn {
  chat: string;
  question: string;
  /** What the disk had of the answer just before the kill. */
  stored: string;
}

interface StoredMessage {
  conversationId: string;
  role: string;
  text: string;
  status: string;
}

/** A number from 0 to 1, always the same ones for a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The messages on disk. */
function storedMessages(page: Page): Promise<StoredMessage[]> {
  return page.evaluate(
    () =>
      new Promise<StoredMessage[]>((resolve, reject) => {
        const opening = indexedDB.open('patchbay');
        opening.addEventListener('error', () => reject(new Error('not opened')));
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('messages').objectStore('messages').getAll();
          reading.addEventListener('success', () => {
            opening.result.close();
            resolve(reading.result as StoredMessage[]);
          });
        });
      }),
  );
}

const answerOf = (messages: readonly StoredMessage[], chat: string): string =>
  messages.find(({ conversationId, role }) => conversationId === chat && role === 'assistant')
    ?.text ?? '';

/** Asks in a new chat, and kills the browser while the answer comes. */
async function beKilled(browser: KillableBrowser, page: Page, question: string, ms: number) {
  await button(page, 'Model scripted').waitFor();
  await ask(page, question);
  const answer = page.getByRole('article', { name: 'Assistant' });
  await expect(answer).toContainText(PIECE.trim());
  const chat = /#\/chat\/([^?]+)/.exec(page.url())?.[1] ?? '';
  await new Promise((go) => setTimeout(go, ms));
  const stored = answerOf(await storedMessages(page), chat);
  await browser.kill();
  return { chat, question, stored };
}

/** The chat as it is after the crash. */
async function expectKept(page: Page, home: string, { chat, question, stored }: Turn) {
  await page.goto(`${home}#/chat/${chat}`);
  await expect(page.getByRole('article', { name: 'You' })).toHaveText([question]);
  const answer = page.getByRole('article', { name: 'Assistant' });
  await expect(answer).toHaveAttribute('data-status', 'interrupted');
  await expect
    .poll(async () => {
      const messages = await storedMessages(page);
      return messages.filter(({ conversationId }) => conversationId === chat).length;
    })
    .toBe(2);
  const text = answerOf(await storedMessages(page), chat);
  expect(text.startsWith(stored)).toBe(true);
  expect(PIECE.repeat(text.length).startsWith(text)).toBe(true);
}

let kills = 0;
let lost = 0;

test.describe.configure({ mode: 'serial' });

for (const [name, seeds] of Object.entries(SEEDS)) {
  for (const seed of seeds) {
    test(
      `nothing that was asked, and no checkpoint, is lost with ${name} killed in mid-stream (seed ${seed})`,
      { tag: name === 'firefox' ? '@firefox' : '@chromium' },
      async ({ app, serve, browserName }) => {
        test.skip(browserName !== name);
        test.setTimeout(600_000);
        const server = await serve({ chat: [forever(PIECE, 15)] });
        const browser = await killableBrowser(name);
        const next = random(seed);
        const turns: Turn[] = [];
        try {
          let page = await browser.open();
          await page.goto(`${app.url}#/providers/add`);
          await connect(page, server.url);
          await expect(page).toHaveURL(savedUrl);
          await page.goto(`${app.url}#/`);
          for (let round = 1; round <= KILLS; round += 1) {
            const question = `Question ${round} of seed ${seed}`;
            turns.push(await beKilled(browser, page, question, next() * LATEST_MS));
            kills += 1;
            lost += 1;
            page = await browser.open();
            await expectKept(page, app.url, turns.at(-1) as Turn);
            lost -= 1;
            await page.goto(`${app.url}#/`);
          }
          const messages = await storedMessages(page);
          expect(messages).toHaveLength(2 * KILLS);
          for (const { chat, question, stored } of turns) {
            const own = messages.filter(({ conversationId }) => conversationId === chat);
            expect(own.map(({ role, status }) => `${role} ${status}`).sort()).toEqual([
              'assistant interrupted',
              'user done',
            ]);
            expect(own.some(({ text }) => text === question)).toBe(true);
            expect(answerOf(own, chat).startsWith(stored)).toBe(true);
          }
        } finally {
          await browser.remove();
        }
      },
    );
  }
}

test.afterAll(() => {
  if (kills > 0) console.log(`${kills} kills, lost: ${lost}`);
});
