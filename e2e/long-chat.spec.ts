import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test } from './chat-pages';
import { type LongChat, messageId, writeChat } from './long-chats.mjs';
import { createGate, done, finish, say, wait } from './servers/scripted';

const SHORT: LongChat = {
  id: 'short',
  count: 500,
  special: { at: 123, words: 'A rare gnu grazes.' },
};
const LONG: LongChat = { id: 'long', count: 5_000 };

const log = (page: Page): Locator => page.getByRole('log', { name: 'Conversation' });
const messages = (page: Page): Locator => log(page).getByRole('article');
const numbered = (page: Page, at: number): Locator =>
  messages(page).filter({ hasText: new RegExp(`^\\s*#${at}\\b`) });

/** Writes chats into the database of the app, which has made it when it shows its composer, and opens it anew. */
async function seedChats(page: Page, url: string, chats: readonly LongChat[]): Promise<void> {
  await page.goto(`${url}#/`);
  await expect(composer(page)).toBeVisible();
  for (const chat of chats) await page.evaluate(writeChat, chat);
  await page.reload();
}

async function open(page: Page, chat: LongChat): Promise<void> {
  await page.getByRole('link', { name: `${chat.count} messages` }).click();
  const last = numbered(page, chat.count - 1);
  await expect(last).toBeInViewport();
  // The end is shown first, and the rest is there a moment later.
  await expect(last).toHaveAttribute('aria-setsize', String(chat.count));
}

/**
 * How many messages and elements there are once nothing comes any more: what lies beside the view, colours, formulas and
 * tools come in idle moments. Runs in the page.
 */
async function settledSize(element: Element): Promise<number[]> {
  const size = () => ['article', '*'].map((kind) => element.querySelectorAll(kind).length);
  let last = size();
  for (let alike = 0; alike < 45; alike = String(size()) === String(last) ? alike + 1 : 0) {
    last = size();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
  return last;
}

/** Where a message stands in the viewport. */
const topOf = (message: Locator): Promise<number> =>
  message.evaluate((element) => element.getBoundingClientRect().top);

test('what is in the page is the same for 500 and for 5 000 messages', async ({ page, app }) => {
  await seedChats(page, app.url, [SHORT, LONG]);
  const sizes: number[][] = [];
  for (const chat of [SHORT, LONG]) {
    await open(page, chat);
    const last = messages(page).last();
    await expect(last).toHaveAttribute('aria-posinset', String(chat.count));
    await expect(last).toHaveAttribute('aria-setsize', String(chat.count));
    sizes.push(await log(page).evaluate(settledSize));
  }
  expect(sizes[1]).toEqual(sizes[0]);
  expect(sizes[0]?.[0]).toBeLessThan(30);
});

test('what is seen is drawn before what lies beside it', async ({ page, app }) => {
  await seedChats(page, app.url, [SHORT]);
  await page.evaluate(() => {
    const count = () => document.querySelectorAll('[role=log] article').length;
    const counts: number[] = [];
    Object.assign(globalThis, { counts });
    const look = () => {
      // What stands there when a frame begins is drawn by it.
      if (count() > 0 && counts.push(count()) > 30) return;
      requestAnimationFrame(look);
    };
    look();
  });
  await open(page, SHORT);
  const read = () => page.evaluate(() => Reflect.get(globalThis, 'counts') as number[]);
  await expect.poll(async () => (await read()).length).toBeGreaterThan(30);
  const counts = await read();
  expect(counts[0]).toBeGreaterThan(1);
  expect(counts[0]).toBeLessThan(counts.at(-1) ?? 0);
});

test(
  'scrolling from the end to the start shows no blank area, and nothing jumps',
  { tag: '@firefox' },
  async ({ page, app }) => {
    await seedChats(page, app.url, [SHORT]);
    await open(page, SHORT);
    const faults = await log(page).evaluate(async (scroller) => {
      const STEP = 400;
      const ROOM = 60;
      const found: string[] = [];
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const view = scroller.getBoundingClientRect();
      const shown = () =>
        [...scroller.querySelectorAll('article')].filter((article) => {
          const { top, bottom } = article.getBoundingClientRect();
          return bottom > view.top && top < view.bottom;
        });
      while (scroller.scrollTop > STEP) {
        const [first] = shown();
        const before = first?.getBoundingClientRect().top ?? 0;
        scroller.scrollTop -= STEP;
        // What stands there now is what this frame paints.
        await frame();
        const edges = shown().map((article) => article.getBoundingClientRect());
        const top = Math.min(...edges.map((edge) => edge.top));
        const bottom = Math.max(...edges.map((edge) => edge.bottom));
        const at = `at ${Math.round(scroller.scrollTop)}`;
        if (top > view.top + ROOM || bottom < view.bottom - ROOM) found.push(`blank ${at}`);
        const moved = (first?.getBoundingClientRect().top ?? 0) - before;
        if (Math.abs(moved - STEP) > 2) found.push(`moved by ${moved} ${at}`);
      }
      scroller.scrollTop = 0;
      return found;
    });
    expect(faults).toEqual([]);
    await expect(numbered(page, 0)).toBeInViewport();
    await expect(messages(page).first()).toHaveAttribute('aria-posinset', '1');
  },
);

test(
  'what the reader looks at stays when something above it changes',
  { tag: '@firefox' },
  async ({ page, app }) => {
    await seedChats(page, app.url, [SHORT]);
    await open(page, SHORT);
    await log(page).press('Home');
    await expect(numbered(page, 0)).toBeInViewport();
    await log(page).evaluate((scroller) => scroller.scrollTo(0, 20_000));
    const inView = log(page).locator('article', { hasText: /^#\d+/ });
    await expect(inView.first()).toBeAttached();
    const ids = await log(page).evaluate(async (scroller) => {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const view = scroller.getBoundingClientRect();
      const all = [...scroller.querySelectorAll('article')];
      const above = all.findLast(
        (article) => article.getBoundingClientRect().bottom < view.top - 30,
      );
      const below = all.find((article) => article.getBoundingClientRect().top > view.top + 50);
      return [above, below].map((article) => Number(article?.ariaPosInSet) - 1);
    });
    const [above = 0, watched = 0] = ids;
    const before = await topOf(numbered(page, watched));
    // As a picture would that comes late.
    await numbered(page, above).evaluate((article: HTMLElement) => {
      article.style.paddingBlockEnd = '377px';
    });
    await expect
      .poll(() => numbered(page, above).evaluate((article) => article.clientHeight))
      .toBeGreaterThan(377);
    await expect
      .poll(async () => Math.abs((await topOf(numbered(page, watched))) - before))
      .toBeLessThan(2);
    // A narrower window wraps every line anew.
    await page.setViewportSize({ width: 900, height: 720 });
    await expect(numbered(page, watched)).toBeInViewport();
  },
);

test(
  'find reaches a message that is not in the page, and goes round',
  { tag: '@firefox' },
  async ({ page, app }) => {
    await seedChats(page, app.url, [SHORT]);
    await open(page, SHORT);
    await composer(page).focus();
    await page.keyboard.press('Control+f');
    const field = page.getByRole('searchbox', { name: 'Find in chat' });
    await expect(field).toBeFocused();
    await field.fill('RARE gnu');
    const bar = page.getByRole('search', { name: 'In this chat' });
    await expect(bar.getByRole('status')).toHaveText('1 of 1');
    await expect(numbered(page, 123)).toBeInViewport();

    // #4 stands in #4, #40 to #49, #400 to #499.
    await field.fill('#4');
    await expect(bar.getByRole('status')).toHaveText(/ of 111$/);
    const [start = ''] = (await bar.getByRole('status').innerText()).split(' ');
    await field.press('Enter');
    await expect(bar.getByRole('status')).toHaveText(`${Number(start) + 1} of 111`);
    await field.press('Shift+Enter');
    await field.press('Shift+Enter');
    await expect(bar.getByRole('status')).toHaveText(`${Number(start) - 1} of 111`);
    await button(page, 'Next hit').click();
    await expect(bar.getByRole('status')).toHaveText(`${start} of 111`);

    await field.fill('nowhere at all');
    await expect(bar.getByRole('status')).toHaveText('Not found');
    await field.press('Escape');
    await expect(field).toHaveCount(0);
    await expect(composer(page)).toBeFocused();
  },
);

test('hits are marked without touching the text', async ({ page, app }) => {
  await seedChats(page, app.url, [SHORT]);
  await open(page, SHORT);
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Find in chat' }).fill('rare GNU');
  await expect(numbered(page, 123)).toBeInViewport();
  const marked = () =>
    page.evaluate(() =>
      [...(CSS.highlights.get('find-current') ?? [])].map((range) => (range as Range).toString()),
    );
  await expect.poll(marked).toEqual(['rare gnu']);
  await expectAccessible(page, 'a long chat with the find bar');
  await page.keyboard.press('Escape');
  await expect.poll(marked).toEqual([]);
});

test('pressed again in the bar, Ctrl+F is the browser’s own', async ({ page, app }) => {
  await seedChats(page, app.url, [SHORT]);
  await open(page, SHORT);
  await page.evaluate(() => {
    addEventListener('keydown', (event) => {
      if (event.key === 'f')
        document.documentElement.dataset['taken'] = String(event.defaultPrevented);
    });
  });
  const root = page.locator('html');
  await page.keyboard.press('Control+f');
  await expect(root).toHaveAttribute('data-taken', 'true');
  await expect(page.getByRole('searchbox', { name: 'Find in chat' })).toBeFocused();
  await page.keyboard.press('Control+f');
  await expect(root).toHaveAttribute('data-taken', 'false');
});

test('a link leads to a message and its words, mounted or not', async ({ page, app }) => {
  await seedChats(page, app.url, [SHORT]);
  const link = `#/chat/${SHORT.id}?message=${messageId(SHORT.id, 123)}&find=gnu%20rare`;
  await page.goto(`${app.url}${link}`);
  await expect(numbered(page, 123)).toBeInViewport();
  await expect(page.getByRole('searchbox', { name: 'Find in chat' })).toHaveValue('gnu rare');
  // The words stand there, though apart.
  await expect(page.getByRole('search').getByRole('status')).toHaveText('1 of 2');
  // And on to another message of the chat that is open.
  await page.evaluate(
    (hash) => (location.hash = hash),
    `#/chat/${SHORT.id}?message=${messageId(SHORT.id, 300)}`,
  );
  await expect(numbered(page, 300)).toBeInViewport();
});

test('Home, Page Up and End reach everything', async ({ page, app }) => {
  await seedChats(page, app.url, [LONG]);
  await open(page, LONG);
  await log(page).press('PageUp');
  await expect(button(page, 'Jump to the latest')).toBeVisible();
  await log(page).press('Home');
  await expect(numbered(page, 0)).toBeInViewport();
  await log(page).press('PageDown');
  await expect(numbered(page, 0)).not.toBeInViewport();
  await log(page).press('End');
  await expect(numbered(page, 4_999)).toBeInViewport();
  await expect(button(page, 'Jump to the latest')).toHaveCount(0);
  await log(page).press('Home');
  await button(page, 'Jump to the latest').click();
  await expect(numbered(page, 4_999)).toBeInViewport();
});

test('a message that has the focus stays, however far the view goes', async ({ page, app }) => {
  await seedChats(page, app.url, [SHORT]);
  await open(page, SHORT);
  const focused = numbered(page, 499).getByRole('button', { name: 'Copy' }).last();
  await focused.focus();
  await log(page).evaluate((scroller) => scroller.scrollTo(0, 0));
  await expect(numbered(page, 0)).toBeInViewport();
  await expect(focused).toBeFocused();
  // In its place among the others.
  await expect(messages(page).last()).toHaveAttribute('aria-posinset', '500');
  await composer(page).focus();
  await expect(numbered(page, 499)).toHaveCount(0);
});

/** What a press of Ctrl+C hands to the clipboard. */
async function copied(page: Page): Promise<string> {
  await page.evaluate(() => {
    addEventListener(
      'copy',
      (event) => {
        document.documentElement.dataset['copied'] =
          event.clipboardData?.getData('text/plain') ?? '';
      },
      { once: true },
    );
  });
  await page.keyboard.press('Control+c');
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-copied');
  return (await root.getAttribute('data-copied')) ?? '';
}
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/^#(\d+)/gm)].map(([, number]) => Number(number));

test('what is pressed right after scrolling up stays where it is', async ({ page, app }) => {
  await seedChats(page, app.url, [SHORT]);
  await open(page, SHORT);
  await expect(log(page)).toHaveAttribute('data-following', '');
  // A press moves the focus before the browser tells of the scrolling.
  const moved = await log(page).evaluate(async (scroller) => {
    scroller.scrollTop -= 300;
    const before = scroller.scrollTop;
    const copy = [...scroller.querySelectorAll<HTMLElement>('article button')].find(
      (each) => each.getBoundingClientRect().bottom > scroller.getBoundingClientRect().top,
    );
    copy?.focus({ preventScroll: true });
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    return [copy !== undefined, scroller.scrollTop - before];
  });
  expect(moved).toEqual([true, 0]);
});

test('what is pressed right after it was scrolled to stays where it is, also in an answer that has just grown', async ({
  page,
  begin,
}) => {
  const end = createGate();
  await begin({ chat: [say('A paragraph.\n\n'.repeat(99)), wait(end), finish('stop'), done()] });
  await ask(page, 'Tell me more');
  await expect(messages(page).last()).toContainText('A paragraph.');
  await expect(button(page, 'Copy').first()).toBeVisible();
  const moved = await log(page).evaluate(async (scroller) => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    const [first] = scroller.querySelectorAll<HTMLElement>('article button');
    scroller.querySelector('article:last-of-type')?.append('Some more.'.repeat(200));
    await frame();
    await frame();
    scroller.scrollTop = 0;
    await frame();
    await frame();
    first?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    first?.focus({ preventScroll: true });
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    return [first !== undefined, scroller.scrollTop];
  });
  expect(moved).toEqual([true, 0]);
  end.open();
  await expect(messages(page).last()).toHaveAttribute('data-status', 'done');
  await expect(log(page)).not.toHaveAttribute('data-following');
});

test('Ctrl+A in the transcript and Ctrl+C copy the whole chat', async ({ page, app }) => {
  await seedChats(page, app.url, [SHORT]);
  await open(page, SHORT);
  await log(page).focus();
  await page.keyboard.press('Control+a');
  const text = await copied(page);
  expect(numbersIn(text)).toEqual(Array.from({ length: 500 }, (_, at) => at));
  expect(text).toContain('#123 A rare gnu grazes.');
});

/** From here on, all messages of a chat wait for `data-read` on the page; its end, which is read first, does not. */
const holdBackTheRest = (): void => {
  const { transaction } = IDBDatabase.prototype;
  let readings = 0;
  IDBDatabase.prototype.transaction = function (stores, ...rest) {
    const names = typeof stores === 'string' ? [stores] : [...stores];
    if (names.includes('messages') && ++readings === 2) {
      const store = transaction.call(this, 'messages', 'readwrite').objectStore('messages');
      const goOn = (): void => {
        if (document.documentElement.dataset['read'] === undefined) store.count().onsuccess = goOn;
      };
      goOn();
    }
    return transaction.call(this, stores, ...rest);
  };
};

test('a link to a message leads there, also where the end of the chat was shown before it was read', async ({
  page,
  app,
}) => {
  await seedChats(page, app.url, [SHORT]);
  await page.evaluate(holdBackTheRest);
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `#/chat/${SHORT.id}?message=${messageId(SHORT.id, 123)}`,
  );
  await expect(numbered(page, 499)).toBeInViewport();
  expect(await numbered(page, 499).getAttribute('aria-setsize')).not.toBe('500');
  await page.evaluate(() => {
    document.documentElement.dataset['read'] = '';
  });
  await expect(numbered(page, 123).getByText('A rare gnu')).toBeInViewport();
});

test('a selection survives scrolling, and is copied with what is not in the page', async ({
  page,
  app,
}) => {
  await seedChats(page, app.url, [SHORT]);
  await page.goto(`${app.url}#/chat/${SHORT.id}?message=${messageId(SHORT.id, 123)}`);
  const gnu = numbered(page, 123).getByText('A rare gnu');
  await expect(gnu).toBeInViewport();
  await gnu.evaluate((element) => {
    const text = element.firstChild;
    if (text) document.getSelection()?.collapse(text, '#123 A '.length);
  });
  await log(page).press('End');
  await expect(numbered(page, 499)).toBeInViewport();
  await numbered(page, 498).click({ modifiers: ['Shift'], position: { x: 300, y: 10 } });
  const text = await copied(page);
  expect(text.startsWith('rare gnu grazes.')).toBe(true);
  expect(numbersIn(text).slice(0, 3)).toEqual([124, 125, 126]);
  expect(numbersIn(text).at(-2)).toBe(497);
});

test('an answer that streams at the end of a long chat touches its own message only', async ({
  page,
  begin,
  app,
}) => {
  const [gate, end] = [createGate(), createGate()];
  const words = Array.from({ length: 9 }, (_, at) => say(`word${at} `));
  await begin({ chat: [say('First '), wait(gate), ...words, wait(end), finish('stop'), done()] });
  await seedChats(page, app.url, [LONG]);
  await open(page, LONG);
  await ask(page, 'And now?');
  const answer = messages(page).last();
  await expect(answer).toContainText('First');
  // The code above gets its colours when the page is idle.
  await expect(log(page).locator('pre code')).not.toHaveCount(0);
  await expect(log(page).locator('pre code:not(:has(span))')).toHaveCount(0);
  await log(page).evaluate((scroller) => {
    const touched = new Set<string>();
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        touched.add(element?.closest('article')?.ariaPosInSet ?? element?.className ?? '?');
      }
      document.documentElement.dataset['touched'] = [...touched].join();
    }).observe(scroller, { subtree: true, childList: true, characterData: true });
  });
  gate.open();
  await expect(answer).toContainText('word8');
  await expect(page.locator('html')).toHaveAttribute('data-touched', '5002');
  end.open();
  await expect(answer).toHaveAttribute('data-status', 'done');
  await expect(answer).toBeInViewport();
});

test.describe('where a service worker looks on', () => {
  test.use({ serviceWorkers: 'allow' });

  test(
    'a question goes out with all that was said before',
    { tag: '@firefox' },
    async ({ page, begin, app }) => {
      const server = await begin({});
      await page.evaluate(async () => void (await navigator.serviceWorker.ready));
      await seedChats(page, app.url, [SHORT]);
      await open(page, SHORT);
      expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
      await ask(page, 'And now?');
      const request = await server.next('POST /v1/chat/completions');
      expect(request.headers).toMatchObject({
        'content-type': 'application/json',
        'content-length': expect.stringMatching(/^\d+$/),
      });
      const sent = request.body['messages'] as { content: string }[];
      expect(sent).toHaveLength(501);
      expect(sent[0]?.content).toMatch(/^#0 /);
      expect(sent.at(-1)?.content).toBe('And now?');
    },
  );
});

test('while the end is followed, nobody asks what lies at the top of the view', async ({
  page,
  begin,
}) => {
  const gates = Array.from({ length: 6 }, createGate);
  const pieces = gates.flatMap((gate, at) => [say(`Paragraph ${at}.\n\n`.repeat(9)), wait(gate)]);
  await begin({ chat: [...pieces, finish('stop'), done()] });
  await ask(page, 'Tell me more');
  await log(page).evaluate((scroller) => {
    const { getBoundingClientRect } = Element.prototype;
    Element.prototype.getBoundingClientRect = function () {
      document.documentElement.dataset['asked'] ??= '0';
      if (scroller.contains(this)) document.documentElement.dataset['asked'] += ` ${this.tagName}`;
      return getBoundingClientRect.call(this);
    };
  });
  const answer = messages(page).last();
  for (const [at, gate] of gates.entries()) {
    await expect(answer).toContainText(`Paragraph ${at}.`);
    const distance = () =>
      log(page).evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop);
    await expect.poll(distance).toBeLessThan(4);
    gate.open();
  }
  await expect(page.locator('html')).not.toHaveAttribute('data-asked');
});
