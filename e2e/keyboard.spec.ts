import type { Locator, Page } from '@playwright/test';
import { ask, button, composer, expect, test } from './chat-pages';
import { savedUrl } from './provider-pages';
import { createGate, done, finish, forever, say, wait } from './servers/scripted';

const answers = (page: Page): Locator => page.getByRole('article', { name: 'Assistant' });

/** What is wrong with how the focus is shown; undefined while it is seen, or where the page has none. */
function focusProblem(): string | undefined {
  const focused = document.activeElement;
  // A page that was led to is no control, and no stop of Tab.
  if (!focused || focused === document.body || focused.matches('main')) return undefined;
  const what = `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent.trim().slice(0, 40)}`;
  const { top, bottom, left, right } = focused.getBoundingClientRect();
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth)
    return `${what} is outside of the window`;
  // A box may show it for the field within.
  const shows = (element: Element | null, depth: number): boolean => {
    if (!element || depth === 3) return false;
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    if (outlined && style.outlineColor !== 'rgba(0, 0, 0, 0)') return true;
    const isControl = element.matches('a, button, input, textarea, select, :focus-within');
    if (isControl && style.boxShadow !== 'none') return true;
    return shows(element.parentElement, depth + 1);
  };
  return shows(focused, 0) ? undefined : `${what} does not show the focus`;
}

async function expectFocusSeen(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(focusProblem)).toBeUndefined();
}

/** Goes on with a key until the focus is there; wherever it stops over, it must be seen. */
async function goTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target.first()).toBeVisible();
  const reached = target.and(page.locator(':focus'));
  for (let steps = 0; (await reached.count()) === 0; steps++) {
    expect(steps, `${String(target)} is not reached by ${key}`).toBeLessThan(120);
    await page.keyboard.press(key);
    await expectFocusSeen(page);
  }
}

test('by keyboard alone: add a provider, chat, stop, edit, retry, switch the model', async ({
  page,
  app,
  serve,
}) => {
  test.slow();
  const gate = createGate();
  const server = await serve({
    models: [{ id: 'alpha' }, { id: 'beta' }],
    chat: (_, count) =>
      count === 0
        ? [say('It begins. '), wait(gate), forever('and on ')]
        : [say(`Answer ${String(count)}.`), finish('stop'), done()],
  });
  await page.goto(app.url);
  await expect(composer(page)).toBeFocused();
  await goTo(page, page.getByRole('link', { name: 'Providers', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const main = page.getByRole('main');
  await goTo(page, main.getByRole('link', { name: 'Add provider' }).first());
  await page.keyboard.press('Enter');
  const address = page.getByLabel('Base URL', { exact: true });
  await expect(address).toBeVisible();
  await goTo(page, address);
  await page.keyboard.type(server.url);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(savedUrl);
  await expectFocusSeen(page);

  await page.keyboard.press('Control+Shift+O');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('A question');
  await page.keyboard.press('Enter');
  await gate.reached;
  await goTo(page, button(page, 'Stop'));
  await page.keyboard.press('Enter');
  await expect(answers(page)).toHaveAttribute('data-status', 'interrupted');

  await goTo(page, button(page, 'Edit'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Edit your question' })).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('A better question');
  await page.keyboard.press('Control+Enter');
  await expect(answers(page)).toContainText('Answer 1.');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  await expectFocusSeen(page);

  await goTo(page, button(page, 'Retry'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(answers(page)).toContainText('Answer 2.');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');

  await goTo(page, page.getByRole('button', { name: /^Model/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Search models' })).toBeFocused();
  await page.keyboard.type('beta');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'Model beta')).toBeFocused();
  await expectFocusSeen(page);
});

test('by keyboard alone: settings, and dialogs that give the focus back', async ({ page, app }) => {
  await page.goto(app.url);
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('Hello');
  await page.keyboard.press('Enter');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  await goTo(page, page.getByRole('link', { name: 'Settings', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('[aria-live=polite]').filter({ hasText: 'Settings' })).toHaveCount(1);
  const enter = page.getByRole('switch', { name: 'Enter sends' });
  await goTo(page, enter);
  await page.keyboard.press('Space');
  await expect(enter).not.toBeChecked();
  for (const [keys, name] of [
    ['Control+k', 'Commands'],
    ['Control+/', 'Keyboard shortcuts'],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await expectFocusSeen(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(enter).toBeFocused();
  }
});

/** The Undo of what was just done, by its key. */
async function undoByKey(page: Page, words: string): Promise<void> {
  await expect(page.getByText(words)).toBeVisible();
  // The way there is laid a moment after the start.
  await expect(button(page, 'Undo')).toHaveAttribute('aria-keyshortcuts', 'F8');
  await page.keyboard.press('F8');
  await expect(button(page, 'Undo')).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText(words)).toHaveCount(0);
}

test('by keyboard alone, on a slow machine: delete a chat and a message, and Undo by Enter', async ({
  page,
  context,
  begin,
}) => {
  test.slow();
  await begin({ models: [{ id: 'scripted' }], chat: [say('Yes.'), finish('stop'), done()] });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await ask(page, 'A question');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  const url = page.url();

  await goTo(page, button(page, 'Chat actions'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const remove = page.getByRole('menuitem', { name: 'Delete chat' });
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(remove).toBeFocused();
  await page.keyboard.press('Enter');
  await undoByKey(page, 'Chat deleted.');
  await expect(page).toHaveURL(url);
  await expect(answers(page)).toContainText('Yes.');
  await expect(composer(page)).toBeFocused();

  const question = page.getByRole('article', { name: 'You' });
  await goTo(page, question.getByRole('button', { name: 'Delete' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
  await undoByKey(page, 'Message deleted.');
  await expect(question).toContainText('A question');
  await expect(composer(page)).toBeFocused();

  // In the list, from another page: the focus comes back to where it was.
  const row = page.getByRole('list', { name: 'Chats' }).getByRole('link');
  await goTo(page, row, 'Shift+Tab');
  await page.keyboard.press('Delete');
  await expect(row).toHaveCount(0);
  await undoByKey(page, 'Chat deleted.');
  await expect(row).toHaveCount(1);
  await expect(page).toHaveURL(url);
  await expect(composer(page)).toBeFocused();
});

test('Undo is not taken from those who are quicker than the page, nor from those who are slower than its time', async ({
  page,
  context,
  begin,
}) => {
  test.slow();
  await begin({ models: [{ id: 'scripted' }], chat: [say('Yes.'), finish('stop'), done()] });
  await ask(page, 'A question');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  const url = page.url();
  const remove = async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
    await page.keyboard.type('delete chat');
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
  };
  const goToNotice = () => page.keyboard.press('F8');
  await page.evaluate(() => {
    const press = () => {
      if (!document.querySelector('[aria-keyshortcuts=F8]')) return;
      observer.disconnect();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', bubbles: true }));
    };
    const observer = new MutationObserver(press);
    observer.observe(document.body, { attributes: true, subtree: true });
  });
  await remove();
  await expect(page).toHaveURL(/#\/$/);
  await expect(page.getByRole('heading', { name: 'New chat' })).toBeVisible();
  await expect(button(page, 'Undo')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(url);
  await expect(answers(page)).toContainText('Yes.');
  await expect(composer(page)).toBeFocused();

  await remove();
  await expect(page.getByText('Chat deleted.')).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await expect(page.getByText('Chat deleted.')).toHaveCount(0, { timeout: 30_000 });
  await goToNotice();
  await expect(button(page, 'Undo')).toBeFocused();
  // Esc goes back to where one was, and the notice stays a while.
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeFocused();
  await goToNotice();
  await expect(button(page, 'Undo')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(url);
  await expect(answers(page)).toContainText('Yes.');
});

test('an answer is announced by whole sentences, however it comes in', async ({ page, begin }) => {
  const pieces = ['The fi', 'rst sen', 'tence. The ', 'second', ' one', ' is this', '.'];
  await begin({ chat: [...pieces.map(say), finish('stop'), done()] });
  await page.evaluate(() => {
    const heard = new Set<string>();
    Object.assign(window, { heard });
    new MutationObserver(() => {
      for (const status of document.querySelectorAll('section [role=status]'))
        if (status.textContent) heard.add(status.textContent);
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
  await page.keyboard.type('Speak');
  await page.keyboard.press('Enter');
  const heard = (): Promise<string[]> =>
    page.evaluate(() => [...(Reflect.get(window, 'heard') as Set<string>)]);
  await expect.poll(heard).toContain('The second one is this.');
  expect((await heard()).filter((words) => !words.startsWith('Opening'))).toEqual([
    'The first sentence.',
    'The second one is this.',
  ]);
});

test('at 400 % nothing is cut off or out of reach, and the composer works', async ({
  page,
  app,
}) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto(app.url);
  await expect(composer(page)).toBeInViewport({ ratio: 0.9 });
  await composer(page).fill('Hello');
  await button(page, 'Send').click();
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  await expect(composer(page)).toBeInViewport({ ratio: 0.9 });
  // Room to read is left above it.
  const log = await page.getByRole('log').boundingBox();
  expect(log?.height).toBeGreaterThan(60);
  await page.getByRole('button', { name: /^Model/ }).click();
  const option = page.getByRole('option').last();
  await option.scrollIntoViewIfNeeded();
  await expect(option).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press('Escape');
  await button(page, 'Menu').click();
  const places = page.getByRole('navigation', { name: 'Patchbay' }).getByRole('link');
  const names = await places.allInnerTexts();
  expect(names).toEqual(expect.arrayContaining(['Providers', 'Settings', 'Help']));
  for (const place of await places.all()) {
    await place.scrollIntoViewIfNeeded();
    await expect(place).toBeInViewport({ ratio: 0.9 });
  }
  await page.keyboard.press('Escape');
  for (const route of ['providers', 'providers/add', 'settings', 'storage', 'tools', 'help']) {
    await page.goto(`${app.url}#/${route}`);
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    const excess = await page
      .getByRole('main')
      .evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(excess, `${route} scrolls sideways`).toBeLessThanOrEqual(0);
  }
});
