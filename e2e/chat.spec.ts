import type { Page } from '@playwright/test';
import { ask, button, composer, expect, test } from './chat-pages';
import {
  callTool,
  createGate,
  cut,
  done,
  fail,
  finish,
  forever,
  raw,
  type RecordedRequest,
  say,
  type Step,
  think,
  usage,
  wait,
} from './servers/scripted';

const questions = (page: Page) => page.getByRole('article', { name: 'You' });
const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const log = (page: Page) => page.getByRole('log', { name: 'Conversation' });

async function expectStatus(page: Page, status: string): Promise<void> {
  await expect(answers(page).last()).toHaveAttribute('data-status', status);
}

test('the composer is there first, and the demo answers without a server', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(composer(page)).toBeFocused();
  await expect(page.getByRole('article')).toHaveCount(0);
  await ask(page, 'What is this?');
  await expect(page).toHaveURL(/#\/chat\//);
  await expectStatus(page, 'done');
  await expect(composer(page)).toBeFocused();
  await page.goto(`${app.url}#/`);
  await expect(page.getByRole('article')).toHaveCount(0);
});

test(
  'an answer streams, and its numbers stand under it',
  { tag: '@firefox' },
  async ({ page, begin }) => {
    const gate = createGate();
    const chat = [say('Hello'), wait(gate), say(' **world**'), finish('stop'), usage(7, 2), done()];
    const { next } = await begin({ chat });
    await ask(page, 'Hi there');
    await gate.reached;
    await expect(answers(page)).toHaveText(/Hello/);
    await expectStatus(page, 'streaming');
    await expect(questions(page)).toHaveText('Hi there');
    gate.open();
    await expectStatus(page, 'done');
    await expect(answers(page).locator('strong')).toHaveText('world');
    await expect(answers(page)).toContainText(/2.tokens/);
    const request = await next('POST /v1/chat/completions');
    expect(request.body['messages']).toEqual([{ role: 'user', content: 'Hi there' }]);
    await expect(page.getByRole('link', { name: 'Hi there' })).toHaveAttribute(
      'aria-current',
      'page',
    );
  },
);

test('no usage, no number of tokens', async ({ page, begin }) => {
  await begin({ chat: [say('Hello'), finish('stop'), done()] });
  await ask(page, 'Hi');
  await expectStatus(page, 'done');
  await expect(answers(page)).not.toContainText(/token(?!.*first)s|tok\/s/);
});

for (const how of ['button', 'Esc'] as const) {
  test(`Stop by ${how} ends the request and keeps what had arrived`, async ({ page, begin }) => {
    const { next } = await begin({ chat: [forever('word ')] });
    await ask(page, 'Count');
    await expect(answers(page)).toHaveText(/word word/);
    const request = await next('POST /v1/chat/completions');
    if (how === 'button') await button(page, 'Stop').click();
    else await page.keyboard.press('Escape');
    await request.closed;
    expect(request.aborted).toBe(true);
    await expectStatus(page, 'interrupted');
    await expect(answers(page)).toHaveText(/word word[\s\S]*Stopped\. What had arrived is kept\./);
    await expect(button(page, 'Send')).toBeVisible();
    await page.reload();
    await expectStatus(page, 'interrupted');
    await expect(answers(page)).toHaveText(/word word/);
  });
}

test(
  'an answer that a reload cuts off is interrupted, not failed, and its first words stay',
  { tag: '@firefox' },
  async ({ page, begin }) => {
    const gate = createGate();
    await begin({ chat: [say('Half an answer'), wait(gate)] });
    await ask(page, 'Hi');
    await expect(answers(page)).toContainText('Half an answer');
    await page.reload();
    await expectStatus(page, 'interrupted');
    await expect(answers(page)).toContainText('Half an answer');
    await expect(answers(page).getByRole('alert')).toHaveCount(0);
    await expect(button(page, 'Retry')).toBeVisible();
  },
);

test(
  'an answer that is done and not yet on disk is whole after a reload',
  { tag: '@firefox' },
  async ({ page, begin }) => {
    const gate = createGate();
    await begin({ chat: [say('Half an answer'), wait(gate), say(' and its end'), finish('stop')] });
    await ask(page, 'Hi');
    await expect(answers(page)).toContainText('Half an answer');
    // A disk that is busy: no other write begins while this one goes on.
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          indexedDB.open('patchbay').onsuccess = ({ target }) => {
            const { result } = target as IDBOpenDBRequest;
            const store = result.transaction('messages', 'readwrite').objectStore('messages');
            const goOn = (): void => {
              store.count().onsuccess = goOn;
              resolve();
            };
            store.count().onsuccess = goOn;
          };
        }),
    );
    gate.open();
    await expectStatus(page, 'done');
    await page.reload();
    await expectStatus(page, 'done');
    await expect(answers(page)).toContainText('Half an answer and its end');
  },
);

test('Stop works before the first token, however long that takes', async ({ page, begin }) => {
  const gate = createGate();
  const { next } = await begin({ chat: [wait(gate)] });
  await ask(page, 'Think long');
  await expect(answers(page)).toHaveText(/^Waiting for the first token/);
  const request = await next('POST /v1/chat/completions');
  await button(page, 'Stop').click();
  await request.closed;
  await expect(answers(page)).toHaveText(/Stopped before anything arrived/);
});

test('a refusal shows the server’s words, and Retry asks again', async ({ page, watch, begin }) => {
  const words = 'The model crashed for lack of memory.';
  const running = await begin({ chat: fail(500, words) });
  watch.expectProblems(/status of 500/);
  await ask(page, 'Hi');
  await expectStatus(page, 'failed');
  await expect(answers(page).getByRole('alert')).toContainText(words);
  const links = answers(page).getByRole('alert').getByRole('link');
  await expect(links).toHaveCount(2);
  await expect(links.first()).toHaveAttribute('href', /#\/providers\/./);
  await expect(links.last()).toHaveAttribute('href', /#\/help\/symptom\/./);
  running.set({ chat: [say('Better now'), finish('stop'), done()] });
  await button(page, 'Retry').click();
  await expectStatus(page, 'done');
  await expect(answers(page)).toHaveCount(1);
  await expect(answers(page)).toContainText('Better now');
  expect(running.lastChat()['messages']).toEqual([{ role: 'user', content: 'Hi' }]);
});

test('a connection that breaks in mid-answer keeps what had arrived', async ({
  page,
  watch,
  begin,
}) => {
  const gate = createGate();
  const chat = [say('Half an answer'), wait(gate), cut()];
  await begin({ chat });
  watch.expectProblems(/ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  await ask(page, 'Hi');
  await expect(answers(page)).toContainText('Half an answer');
  gate.open();
  await expectStatus(page, 'interrupted');
  await expect(answers(page)).toContainText('Half an answer');
  await expect(answers(page).getByRole('alert')).toContainText('broke in mid-answer');
});

test('a stream that just ends is not done', async ({ page, begin }) => {
  await begin({ chat: [say('And then')] });
  await ask(page, 'Hi');
  await expectStatus(page, 'interrupted');
  await expect(button(page, 'Retry')).toBeVisible();
});

test('an answer cut at the limit, and an empty one, say so', async ({ page, begin }) => {
  const running = await begin({ chat: [say('A long'), finish('length'), done()] });
  await ask(page, 'Hi');
  await expectStatus(page, 'done');
  await expect(answers(page).last()).toContainText('cut at the limit');
  running.set({ chat: [finish('stop'), done()] });
  await ask(page, 'And now?');
  await expect(answers(page)).toHaveCount(2);
  await expect(answers(page).last()).toContainText('The model answered with nothing.');
});

/** Calls a tool first, and then says that it was enough. */
const callingOnce =
  (...steps: Step[]) =>
  ({ body }: RecordedRequest): Step[] =>
    JSON.stringify(body['messages']).includes('"role":"tool"')
      ? [say('That was it.'), finish('stop'), done()]
      : [...steps, finish('tool_calls'), done()];

test('reasoning is folded behind a button, tool calls are shown', async ({ page, begin }) => {
  const chat = callingOnce(
    think('First I think about it.'),
    say('So it is.'),
    callTool('get_weather', '{"city":"Oslo"}'),
  );
  await begin({ chat });
  await ask(page, 'Why?');
  await expect(answers(page).last()).toContainText('That was it.');
  const answer = answers(page).first();
  const reasoning = answer.getByRole('button', { name: /^Reasoning/ });
  await expect(reasoning).toHaveAttribute('aria-expanded', 'false');
  await expect(answer).not.toContainText('First I think');
  await reasoning.click();
  await expect(reasoning).toHaveAttribute('aria-expanded', 'true');
  await expect(answer).toContainText('First I think about it.');
  await expect(answer).not.toContainText('"city": "Oslo"');
  await answer.getByRole('button', { name: /^get_weather failed/ }).click();
  await expect(answer).toContainText('"city": "Oslo"');
  await expect(answer).toContainText('There is no tool named "get_weather".');
});

test('of long arguments the beginning is shown, and the rest on a press', async ({
  page,
  begin,
}) => {
  const gate = createGate();
  const json = JSON.stringify({ text: `${'word '.repeat(10_000)}the end` });
  await begin({ chat: callingOnce(callTool('write', json), wait(gate)) });
  await ask(page, 'Write');
  await gate.reached;
  const card = answers(page).getByRole('region', { name: 'Tool call write' });
  const shown = card.getByRole('group', { name: 'Arguments' });
  await expect(card).toContainText('The beginning of what the model is writing.');
  await expect(shown).toHaveText(json.slice(0, 20_000).trimEnd());
  gate.open();
  await card.getByRole('button', { name: /^write failed/ }).click();
  await card.getByRole('button', { name: /^Show all 50.kB$/ }).click();
  await expect(shown).toContainText('the end');
  await expect(shown).toBeFocused();
  await expect(card.getByRole('button')).toHaveCount(1);
});

test('a message is deleted and brought back', async ({ page, begin }) => {
  await begin({ chat: [say('One'), finish('stop'), done()] });
  await ask(page, 'Hi');
  await expectStatus(page, 'done');
  await answers(page).hover();
  await answers(page).getByRole('button', { name: 'Delete' }).click();
  await expect(answers(page)).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect(answers(page)).toContainText('One');
  await page.reload();
  await expect(answers(page)).toContainText('One');
});

test('a chat is renamed, deleted and brought back, from the list', async ({ page, begin }) => {
  await begin({ chat: [say('One'), finish('stop'), done()] });
  await ask(page, 'A first title');
  await expectStatus(page, 'done');
  await button(page, 'Actions for A first title').click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('A better title');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'A better title' })).toBeVisible();
  await button(page, 'Actions for A better title').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/#\/$/);
  await expect(page.getByRole('link', { name: 'A better title' })).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect(answers(page)).toContainText('One');
});

test('Enter sends, Shift+Enter breaks the line, an empty text is not sent', async ({
  page,
  begin,
}) => {
  await begin({});
  await ask(page, '   ');
  await expect(page.getByRole('article')).toHaveCount(0);
  await composer(page).fill('');
  await composer(page).pressSequentially('one');
  await page.keyboard.press('Shift+Enter');
  await composer(page).pressSequentially('two');
  await expect(composer(page)).toHaveValue('one\ntwo');
  await page.keyboard.press('Enter');
  await expect(questions(page)).toHaveText('one\ntwo', { useInnerText: true });
  await expect(composer(page)).toHaveValue('');
  await expectStatus(page, 'done');
  await page.keyboard.press('ArrowUp');
  await expect(composer(page)).toHaveValue('one\ntwo');
});

test('nothing is sent while an input method composes', async ({ page, begin }) => {
  await begin({});
  const cdp = await page.context().newCDPSession(page);
  await composer(page).focus();
  await cdp.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  // What an input method makes of a key that it eats.
  const eaten = {
    type: 'rawKeyDown',
    key: 'Enter',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  } as const;
  await cdp.send('Input.dispatchKeyEvent', eaten);
  await expect(page.getByRole('article')).toHaveCount(0);
  await cdp.send('Input.insertText', { text: '日本' });
  await expect(composer(page)).toHaveValue('日本');
  await expect(page.getByRole('article')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(questions(page)).toHaveText('日本');
});

test('the view follows only from the bottom, and a pill leads back', async ({ page, begin }) => {
  const first = createGate();
  const second = createGate();
  const lines = (name: string): Step =>
    say(Array.from({ length: 60 }, (_, line) => `${name} ${String(line)}\n\n`).join(''));
  const chat = [lines('one'), wait(first), lines('two'), wait(second), finish('stop'), done()];
  await begin({ chat });
  await ask(page, 'Write much');
  await first.reached;
  const pill = button(page, 'Jump to the latest');
  const fromEnd = () =>
    log(page).evaluate(
      (element) => element.scrollHeight - element.clientHeight - element.scrollTop,
    );
  await expect(answers(page).getByText('one 59')).toBeInViewport();
  await expect(pill).toHaveCount(0);
  await log(page).hover();
  await page.mouse.wheel(0, -150);
  await expect(pill).toBeVisible();
  const place = await log(page).evaluate((element) => element.scrollTop);
  first.open();
  await second.reached;
  await expect(answers(page)).toContainText('two 59');
  expect(await log(page).evaluate((element) => element.scrollTop)).toBe(place);
  await pill.click();
  await expect(answers(page).getByText('two 59')).toBeInViewport();
  await expect(pill).toHaveCount(0);
  second.open();
  await expectStatus(page, 'done');
  await expect.poll(fromEnd).toBeLessThanOrEqual(4);
});

test('hostile Markdown neither runs nor calls out', async ({ page, begin }) => {
  const hostile = [
    '<script>document.title = "owned"</script>',
    '<img src="https://evil.invalid/a.png" onerror="document.title = \'owned\'">',
    '![picture](https://evil.invalid/b.png)',
    '[run](javascript:document.title="owned")',
    '<iframe src="https://evil.invalid/"></iframe><svg onload="document.title=\'owned\'">',
    '[data](data:text/html,<script>document.title="owned"</script>)',
  ];
  const chat = [
    ...hostile.map((line) => say(`${line}\n\n`)),
    say('The end.'),
    finish('stop'),
    done(),
  ];
  await begin({ chat });
  await ask(page, 'Try me');
  await expectStatus(page, 'done');
  await expect(answers(page)).toContainText('The end.');
  expect(await page.title()).toMatch(/^Patchbay/);
  await expect(answers(page).locator('script, iframe, img, [onerror], [onload]')).toHaveCount(0);
  for (const link of await answers(page).getByRole('link').all()) {
    expect(await link.getAttribute('href')).toMatch(/^(https?|mailto):/);
  }
});

test('a page that dies in mid-stream comes back with what had arrived', async ({
  context,
  page,
  begin,
}) => {
  const words = Array.from({ length: 30 }, (_, index) => say(`word${String(index)} `));
  await begin({ chat: [...words, wait(createGate())] });
  await ask(page, 'Go on');
  await expect(answers(page)).toContainText('word29');
  // Within about a second, though no further token comes.
  await expect.poll(() => storedText(page)).toContain('word29');
  const address = page.url();
  const cdp = await context.newCDPSession(page);
  cdp.send('Page.crash').catch(() => undefined);
  await page.waitForEvent('crash');
  const next = await context.newPage();
  await next.goto(address);
  await expectStatus(next, 'interrupted');
  await expect(answers(next)).toContainText('word29');
  await expect(button(next, 'Retry')).toBeVisible();
});

/** The texts of all messages on disk, in one string. */
function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const [info] = await indexedDB.databases();
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(info?.name ?? '');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('not opened'));
    });
    const records = await new Promise<unknown[]>((resolve, reject) => {
      const request = database.transaction('messages').objectStore('messages').getAll();
      request.onsuccess = () => resolve(request.result as unknown[]);
      request.onerror = () => reject(request.error ?? new Error('not read'));
    });
    database.close();
    return JSON.stringify(records);
  });
}

test('two tabs: the second shows a running answer as running, and its end', async ({
  context,
  page,
  begin,
}) => {
  const gate = createGate();
  const chat = [say('Hello'), wait(gate), say(' world'), finish('stop'), done()];
  await begin({ chat });
  await ask(page, 'Hi');
  await gate.reached;
  await expect(page).toHaveURL(/#\/chat\//);
  const other = await context.newPage();
  await other.goto(page.url());
  await expectStatus(other, 'streaming');
  gate.open();
  await expectStatus(other, 'done');
  await expect(answers(other)).toContainText('Hello world');
});

test('the cost of a token does not grow with the answer', async ({ page, begin }) => {
  const first = createGate();
  const second = createGate();
  const third = createGate();
  const fourth = createGate();
  const tokens = (from: number, to: number): Step[] =>
    Array.from({ length: to - from }, (_, index) => {
      const at = from + index;
      return say(at % 25 === 24 ? `w${String(at)}.\n\n` : `w${String(at)} `);
    });
  const chat = [
    ...tokens(0, 500),
    wait(first),
    ...paced(tokens(500, 550)),
    wait(second),
    ...tokens(550, 4_000),
    wait(third),
    ...paced(tokens(4_000, 4_050)),
    wait(fourth),
    finish('stop'),
    done(),
  ];
  await begin({ chat });
  await ask(page, 'Write much');
  const early = await measureBetween(page, [first, 'w499.'], [second, 'w549.']);
  second.open();
  const late = await measureBetween(page, [third, 'w3999.'], [fourth, 'w4049.']);
  fourth.open();
  await expectStatus(page, 'done');
  expect(early.touched).toBeGreaterThan(2);
  expect(late.touched).toBeLessThanOrEqual(early.touched * 1.5 + 10);
  expect(late.blocks).toBeLessThanOrEqual(early.blocks * 1.5 + 2);
});

/** A comment line between the tokens keeps them in packets of their own. */
function paced(steps: Step[]): Step[] {
  return steps.flatMap((step) => [step, raw(': \n\n')]);
}

type Mark = [gate: ReturnType<typeof createGate>, text: string];

/** How many nodes of the transcript were touched, and how many elements made, from one mark to the next. */
async function measureBetween(page: Page, from: Mark, to: Mark) {
  await from[0].reached;
  await expect(answers(page)).toContainText(from[1]);
  await log(page).evaluate((element) => {
    const seen = { touched: new Set<Node>(), blocks: 0 };
    new MutationObserver((records) => {
      for (const record of records) {
        seen.touched.add(record.target);
        for (const node of record.addedNodes) {
          seen.touched.add(node);
          if (node instanceof Element) seen.blocks += 1 + node.querySelectorAll('*').length;
        }
      }
    }).observe(element, { childList: true, characterData: true, attributes: true, subtree: true });
    Object.assign(window, { seen });
  });
  from[0].open();
  await to[0].reached;
  await expect(answers(page)).toContainText(to[1]);
  return page.evaluate(() => {
    const { seen } = window as unknown as { seen: { touched: Set<Node>; blocks: number } };
    return { touched: seen.touched.size, blocks: seen.blocks };
  });
}

test('the model of a chat is chosen by keyboard from two thousand, few of them in the page', async ({
  page,
  begin,
}) => {
  const models = Array.from({ length: 2_000 }, (_, index) => ({ id: `model-${String(index)}` }));
  const server = await begin({ models: [{ id: 'scripted' }, ...models] });
  await page.getByRole('button', { name: /^Model/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await expect(dialog.getByRole('listbox')).toBeVisible();
  expect(await dialog.getByRole('option').count()).toBeLessThanOrEqual(50);
  await page.keyboard.type('model-199');
  await expect(dialog.getByRole('option').first()).toContainText('model-199');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(button(page, 'Model model-1990')).toBeVisible();
  await ask(page, 'Hi');
  await expectStatus(page, 'done');
  const request = await server.next('POST /v1/chat/completions');
  expect(request.body['model']).toBe('model-1990');
});

test('shortcuts: a new chat, Search, and back to the composer', async ({ page, app }) => {
  await page.goto(`${app.url}#/settings`);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Control+Shift+O');
  await expect(page).toHaveURL(/#\/$/);
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press('Control+Shift+F');
  await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused();
  await page.keyboard.press('Shift+Escape');
  await expect(composer(page)).toBeFocused();
});

test('a text that could not be stored stays on screen, is answered, and is said not to be saved', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(button(page, 'Model Patchbay demo')).toBeVisible();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota is used up.', 'QuotaExceededError');
    };
  });
  await ask(page, 'Words that matter');
  await expect(page.getByRole('region', { name: 'Not saved' })).toContainText(
    'storage of this browser is full',
  );
  await expect(questions(page)).toHaveText('Words that matter');
  await expectStatus(page, 'done');
});

test('what was typed waits in its chat while another one is looked at', async ({ page, app }) => {
  await page.goto(app.url);
  await ask(page, 'First');
  await expectStatus(page, 'done');
  await composer(page).fill('half a thought');
  await page.getByRole('link', { name: 'New chat' }).click();
  await expect(composer(page)).toHaveValue('');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'First' }).click();
  await expect(composer(page)).toHaveValue('half a thought');
});

test('an address of no chat says so, and what is written there begins a new one', async ({
  page,
  app,
}) => {
  await page.goto(`${app.url}#/chat/nothing-here`);
  await expect(page.getByRole('heading', { name: 'This chat is not here' })).toBeVisible();
  await ask(page, 'A new beginning');
  await expect(questions(page)).toHaveText('A new beginning');
  await expectStatus(page, 'done');
});

test('a chat that cannot be read says so, has no title until it can, and is read at another try', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await ask(page, 'Kept words');
  await expectStatus(page, 'done');
  await page.addInitScript(() => {
    Object.assign(globalThis, { isBroken: true });
    for (const place of [IDBObjectStore.prototype, IDBIndex.prototype]) {
      const { get, getAll } = place;
      const unlessBroken = (read: (...args: never[]) => IDBRequest) =>
        function (this: object, ...args: never[]) {
          if (Reflect.get(globalThis, 'isBroken')) throw new DOMException('Gone', 'UnknownError');
          return read.apply(this, args);
        };
      Object.assign(place, { get: unlessBroken(get), getAll: unlessBroken(getAll) });
    }
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The chat could not be read' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not read');
  await expect(page.getByRole('navigation', { name: 'Patchbay' })).toContainText(
    'Your chats could not be read.',
  );
  await page.evaluate(() => Object.assign(globalThis, { isBroken: false }));
  await button(page, 'Try again').click();
  await expect(questions(page)).toHaveText('Kept words');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kept words');
});
