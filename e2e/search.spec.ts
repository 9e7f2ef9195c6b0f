import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test } from './chat-pages';
import { seedChats } from './seed-chats.mjs';
import { done, finish, say } from './servers/scripted';

const field = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search' });
const results = (page: Page): Locator => page.getByRole('list', { name: 'Search results' });
const hits = (page: Page): Locator => results(page).getByRole('link');
const words = (page: Page): Locator => page.getByRole('navigation').getByRole('status');
const chats = (page: Page): Locator => page.getByRole('list', { name: 'Chats' });

/** Opens the app on stored chats. */
async function openWith(page: Page, url: string, seed: Parameters<typeof seedChats>[1]) {
  await page.goto(url);
  await expect(button(page, 'Model Patchbay demo')).toBeVisible();
  await seedChats(page, seed);
  await page.reload();
  await expect(chats(page).getByRole('link').first()).toBeVisible();
}

async function expectAnswered(page: Page): Promise<void> {
  const answer = page.getByRole('article', { name: 'Assistant' }).last();
  await expect(answer).toHaveAttribute('data-status', 'done');
}

test(
  'a word of an old message is found and marked, and leads to that message',
  { tag: '@firefox' },
  async ({ page, app }) => {
    await openWith(page, app.url, { chats: 120, needle: 'The Zèbra finch sings.' });
    await field(page).fill('finch zebra');
    await expect(words(page)).toHaveText('1 message in 1 chat.');
    await expect(hits(page)).toHaveCount(1);
    await expect(hits(page).locator('mark')).toHaveText(['Zèbra', 'finch']);
    await expect(hits(page)).toContainText('Chat 0 ');
    await field(page).press('Enter');
    await expect(page).toHaveURL(/#\/chat\/c0\?message=m0-3&find=finch%20zebra$/);
    await expect(page.getByRole('article').last()).toContainText('Zèbra finch');
    await expect(hits(page)).toHaveAttribute('aria-current', 'page');
  },
);

test('a row of a chat that is found again stays, and snippets show words without their marks', async ({
  page,
  app,
}) => {
  await openWith(page, app.url, { chats: 120, needle: '\n- The **Zèbra** `finch` sings.' });
  await field(page).fill('zebra');
  await expect(hits(page).locator('mark')).toHaveText(['Zèbra']);
  await expect(hits(page)).toContainText('. The Zèbra finch sings.');
  const row = await hits(page).elementHandle();
  await field(page).fill('zebra fin');
  await expect(hits(page).locator('mark')).toHaveText(['Zèbra', 'fin']);
  await expect(hits(page)).toContainText('. The Zèbra finch sings.');
  expect(await row?.evaluate((element) => element.isConnected)).toBe(true);
  await field(page).fill('sings');
  await expect(hits(page).locator('mark')).toHaveText(['sings']);
});

test(
  'what the search has read is kept for the next start',
  { tag: '@firefox' },
  async ({ page, app }) => {
    await openWith(page, app.url, { chats: 20 });
    /** How many chats are kept; this one is to have a text of its own there. */
    const kept = (chatId?: string) =>
      page.evaluate(
        (wanted) =>
          new Promise<number>((resolve) => {
            interface Bucket {
              chats?: { id: string; texts: string[] }[];
            }
            const opening = indexedDB.open('patchbay');
            opening.onsuccess = () => {
              const texts = opening.result.transaction('texts', 'readwrite').objectStore('texts');
              const reading = texts.getAll() as IDBRequest<Bucket[]>;
              reading.onsuccess = () => {
                opening.result.close();
                resolve(
                  reading.result.reduce((sum, bucket) => sum + (bucket.chats?.length ?? 0), 0),
                );
                for (const bucket of reading.result) {
                  const chat = bucket.chats?.find(({ id }) => id === wanted);
                  if (!chat) continue;
                  chat.texts[0] = 'the okapi';
                  texts.put(bucket);
                }
              };
            };
          }),
        chatId,
      );
    // It waits until nothing has changed for a while.
    await expect.poll(() => kept(), { timeout: 30_000 }).toBe(20);
    // No message says so: it is read from what is kept.
    await kept('c7');
    await page.reload();
    await field(page).fill('okapi');
    await expect(words(page)).toHaveText('1 message in 1 chat.');
    await expect(hits(page)).toContainText('Chat 7');
  },
);

test('the results follow a new answer, its deletion and Undo', async ({ page, begin }) => {
  const chat = [say('The Okapi lives in the forest.'), finish('stop'), done()];
  await begin({ chat });
  await field(page).fill('okapi');
  await expect(words(page)).toHaveText('No chat has these words. Fewer words find more.');
  await ask(page, 'Which animal?');
  await expectAnswered(page);
  await expect(hits(page)).toContainText('The Okapi lives in the forest.');
  await expect(hits(page).locator('mark')).toHaveText('Okapi');
  await button(page, 'Chat actions').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(words(page)).toHaveText('No chat has these words. Fewer words find more.');
  await button(page, 'Undo').click();
  await expect(words(page)).toHaveText('1 message in 1 chat.');
});

test(
  'the results follow what another tab does',
  { tag: '@firefox' },
  async ({ page, context, app }) => {
    await page.goto(app.url);
    await field(page).fill('quokka');
    await expect(words(page)).toHaveText('No chat has these words. Fewer words find more.');
    const other = await context.newPage();
    await other.goto(app.url);
    await ask(other, 'Is a quokka an animal?');
    await expectAnswered(other);
    await expect(hits(page).first()).toContainText('Is a quokka an animal?');
    await expect(hits(page).locator('mark').first()).toHaveText('quokka');
  },
);

test('the keys lead into the results and back, and Esc brings the chats by day back', async ({
  page,
  app,
}) => {
  await openWith(page, app.url, { chats: 20, length: 40 });
  await field(page).fill('chat 1');
  await expect(words(page)).toHaveText('11 titles.');
  await field(page).press('ArrowDown');
  await expect(hits(page).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(hits(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('');
  await expect(chats(page).getByRole('link').first()).toContainText('Chat 19');
  await field(page).press('ArrowDown');
  await expect(chats(page).getByRole('link').first()).toBeFocused();
});

test('ten thousand chats: few rows, all of them scrolled to, each message found', async ({
  page,
  app,
}) => {
  // Counts what the page itself reads; the worker has objects of its own.
  await page.addInitScript(() => {
    const read: Record<string, number> = {};
    Object.assign(window, { recordsRead: read });
    const count = (name: string, request: IDBRequest) =>
      request.addEventListener('success', () => {
        const { result } = request as IDBRequest<unknown>;
        read[name] = (read[name] ?? 0) + (Array.isArray(result) ? result.length : 1);
      });
    const { getAll } = IDBIndex.prototype;
    IDBIndex.prototype.getAll = function (this: IDBIndex, ...range) {
      const request = getAll.apply(this, range);
      count(this.objectStore.name, request);
      return request;
    };
    for (const method of ['get', 'getAll'] as const) {
      const original = IDBObjectStore.prototype[method] as (...args: unknown[]) => IDBRequest;
      IDBObjectStore.prototype[method] = function (this: IDBObjectStore, ...args: unknown[]) {
        const request = original.apply(this, args);
        count(this.name, request);
        return request;
      };
    }
  });
  test.setTimeout(90_000);
  await openWith(page, app.url, { chats: 10_000, messages: 2, length: 60, needle: 'zebra finch' });
  const list = chats(page);
  await expect(list.getByRole('link').first()).toContainText('Chat 9999');
  expect(await list.getByRole('listitem').count()).toBeLessThanOrEqual(50);

  // The oldest are the last to come.
  await list.getByRole('link').first().focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.locator(':focus')).toContainText('Chat 0 ', { timeout: 200 });
  }).toPass();
  expect(await list.getByRole('listitem').count()).toBeLessThanOrEqual(50);
  const read = await page.evaluate(
    () => (window as unknown as { recordsRead: Record<string, number> }).recordsRead,
  );
  // Each once, and one more for each page: it tells where the page ends.
  expect([read['conversations'], read['messages']]).toEqual([10_020, undefined]);

  await field(page).fill('zebra');
  await expect(words(page)).toHaveText('1 message in 1 chat.');
  await expect(hits(page)).toHaveCount(1);
  await field(page).fill('chat');
  await expect(words(page)).toHaveText(/10.000 titles\. The newest 30 are shown\./);
  expect(await results(page).getByRole('listitem').count()).toBeLessThanOrEqual(30);
  // The list by day is where it was.
  await field(page).fill('');
  await expect(list.getByRole('link').last()).toContainText('Chat 0 ');
});

test('results are accessible, in a drawer too', async ({ page, app }) => {
  await openWith(page, app.url, { chats: 40 });
  await field(page).fill('a');
  await expect(hits(page).locator('mark').first()).toBeVisible();
  await expectAccessible(page, 'search results');
  await field(page).fill('nowhere to be found');
  await expect(words(page)).toHaveText('No chat has these words. Fewer words find more.');
  await expectAccessible(page, 'no search results');
  await page.setViewportSize({ width: 390, height: 800 });
  await button(page, 'Menu').click();
  await expect(field(page)).toHaveValue('nowhere to be found');
  await field(page).fill('chat 3');
  await hits(page).first().click();
  await expect(field(page)).toBeHidden();
  await expect(page).toHaveURL(/#\/chat\/c3/);
});

test('without workers titles are searched, and a sentence says so', async ({ page, app }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
  await openWith(page, app.url, { chats: 40, needle: 'zebra' });
  await field(page).fill('zebra');
  await expect(words(page)).toHaveText(
    'Messages cannot be searched in this browser window, only titles. No title has these words.',
  );
  await field(page).fill('CHAT 39');
  await expect(hits(page)).toContainText('Chat 39');
  await expect(hits(page)).toHaveAttribute('href', '#/chat/c39');
});

test.describe('while the search is still coming', () => {
  // Its script must be asked for here, where it can be held back.
  test.use({ serviceWorkers: 'block' });

  test('titles are found at once, and the words say how far the reading is', async ({
    page,
    app,
  }) => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/assets/worker-*.js', async (route) => {
      await held;
      await route.continue();
    });
    await openWith(page, app.url, { chats: 40, needle: 'zebra' });
    await field(page).fill('39');
    await expect(words(page)).toHaveText(/^Reading your chats, 0.%\. 1 title so far\.$/);
    await expect(hits(page)).toContainText('Chat 39');
    await field(page).fill('zebra');
    await expect(words(page)).toHaveText(/^Reading your chats, 0.%\.$/);
    release();
    await expect(words(page)).toHaveText('1 message in 1 chat.');
    await expect(composer(page)).toBeVisible();
  });
});
