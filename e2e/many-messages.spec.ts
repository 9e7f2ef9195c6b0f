/* Two tabs of one browser write a thousand messages each, as fast as the composer takes them. */
import type { Page } from '@playwright/test';
import { button, expect as hasty, test } from './chat-pages';
import { killableBrowser } from './killed-browser';
import { connect, savedUrl } from './provider-pages';
import { recordsOf } from './raw-database';
import { done, finish, say, type RecordedRequest } from './servers/scripted';

/** Turns of each tab, of a question and an answer: in a chat of its own, and in the one that both have open. */
const OWN = 400;
const BOTH = 100;

const expect = hasty.configure({ timeout: 60_000 });

/** Answers with what was asked last. */
const echo = ({ body }: RecordedRequest) => {
  const messages = body['messages'] as { content: string }[];
  return [say(`To ${messages.at(-1)?.content}`), finish('stop'), done()];
};

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${prefix}-${at}`);

/**
 * Asks one after the other from within the page: the composer gets the events of a keyboard, without the ways to the
 * driver and back. The next question goes as soon as nothing of this tab waits any more.
 */
async function askAll(page: Page, questions: readonly string[]): Promise<void> {
  await page.evaluate(async (texts) => {
    const box = () => document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Message"]');
    const isFree = () =>
      !document.querySelector('button[aria-label="Stop"]') &&
      !document.querySelector('[aria-label="Waiting questions"]');
    const until = async (holds: () => boolean) => {
      while (!holds()) await new Promise((go) => setTimeout(go, 10));
    };
    const isSent = (): boolean => {
      if (box()?.value === '') return true;
      // A press while the last one is at work does nothing.
      const key = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
      box()?.dispatchEvent(key);
      return false;
    };
    for (const text of texts) {
      await until(isFree);
      const field = box();
      if (!field) throw new Error('no composer');
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await until(isSent);
    }
    await until(isFree);
  }, questions);
}

interface Stored {
  text: string;
  status: string;
  parentId: string | null;
  conversationId: string;
}

const storedIn = async (page: Page): Promise<Stored[]> =>
  ((await recordsOf(page))['messages'] ?? []).map(({ value }) => value as unknown as Stored);

// Firefox writes fewer of them, in two-tabs.spec.ts.
for (const name of ['chromium']) {
  test(`two tabs of ${name} write a thousand messages each, and all are there after it was killed`, async ({
    app,
    serve,
  }) => {
    test.setTimeout(600_000);
    const server = await serve({ chat: echo });
    const browser = await killableBrowser(name);
    try {
      const page = await browser.open();
      await page.goto(`${app.url}#/providers/add`);
      await connect(page, server.url);
      await expect(page).toHaveURL(savedUrl);
      const tabs = [page, await page.context().newPage()] as const;
      for (const tab of tabs) {
        await tab.goto(`${app.url}#/`);
        await expect(button(tab, 'Model scripted')).toBeVisible();
      }
      const own = [names('own-one', OWN), names('own-two', OWN)] as const;
      await Promise.all(tabs.map((tab, at) => askAll(tab, own[at] ?? [])));
      await page.goto(`${app.url}#/`);
      await askAll(page, ['begin']);
      await tabs[1].goto(page.url());
      await expect(tabs[1].getByRole('article', { name: 'Assistant' })).toBeVisible();
      const both = [names('both-one', BOTH), names('both-two', BOTH)] as const;
      await Promise.all(tabs.map((tab, at) => askAll(tab, both[at] ?? [])));

      const wanted = [...own.flat(), 'begin', ...both.flat()].flatMap((asked) => [
        asked,
        `To ${asked}`,
      ]);
      const isDone = async () => {
        const messages = await storedIn(page);
        return messages.filter(({ status }) => status === 'done').length;
      };
      await expect.poll(isDone).toBe(wanted.length);
      await browser.kill();

      const again = await browser.open();
      await again.goto(app.url);
      await expect(button(again, 'Model scripted')).toBeVisible();
      const messages = await storedIn(again);
      const texts = new Set(messages.map(({ text }) => text));
      const lost = wanted.filter((text) => !texts.has(text));
      expect(messages.filter(({ status }) => status !== 'done')).toEqual([]);
      // None twice, and one line for each chat: no question hangs beside another.
      expect(messages).toHaveLength(wanted.length);
      const places = messages.map((one) => `${one.conversationId} ${one.parentId}`);
      expect(new Set(places).size).toBe(places.length);
      console.log(`${name}: ${messages.length} messages, lost: ${lost.length}`);
      expect(lost).toEqual([]);
    } finally {
      await browser.remove();
    }
  });
}
