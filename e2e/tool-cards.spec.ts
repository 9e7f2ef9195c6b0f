import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test } from './chat-pages';
import {
  callTool,
  done,
  finish,
  type RecordedRequest,
  reply,
  say,
  type Step,
} from './servers/scripted';

// What forbids it throws in the frames of the sandbox.
test.use({ serviceWorkers: 'allow' });

const answers = (page: Page): Locator => page.getByRole('article', { name: 'Assistant' });
const card = (page: Page, name: string, nth = 0): Locator =>
  page.getByRole('region', { name: `Tool call ${name}` }).nth(nth);
const toolsButton = (page: Page): Locator => page.getByRole('button', { name: /^Tools/ });
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Tools in this chat' });

interface ToolName {
  name: string;
}

interface SentMessage {
  role: string;
  content: string;
}

/** What was said last to the server. */
function lastOf({ body }: Pick<RecordedRequest, 'body'>): SentMessage | undefined {
  return (body['messages'] as SentMessage[]).at(-1);
}

const call = (...calls: [name: string, args: object][]): Step[] => [
  ...calls.map(([name, args], index) => callTool(name, JSON.stringify(args), index)),
  finish('tool_calls'),
  done(),
];
const tell = (text: string): Step[] => [say(text), finish('stop'), done()];

/** Moves the focus back from the composer until it is on this button. */
async function goBackTo(page: Page, target: Locator): Promise<void> {
  await composer(page).focus();
  await expect(async () => {
    await page.keyboard.press('Shift+Tab');
    await expect(target).toBeFocused({ timeout: 50 });
  }).toPass({ intervals: [0] });
}

test('a call that asks is refused and allowed by keyboard alone, and the model is told', async ({
  page,
  begin,
}) => {
  const server = await begin({
    routes: { 'GET /note': reply(200, 'The note says: feed the cat.') },
    chat: (request) =>
      lastOf(request)?.role === 'tool'
        ? tell('So be it.')
        : call(['read_url', { url: `${server.origin}/note` }]),
  });
  await ask(page, 'What does the note say?');
  const first = card(page, 'read_url');
  await expect(first).toContainText('waits for your answer');
  await expect(first).toContainText(`Read ${server.origin}/note?`);
  await expect(first.getByRole('button', { name: 'Always or never' })).toHaveCount(0);
  await expectAccessible(page, 'a call that asks');
  await goBackTo(page, first.getByRole('button', { name: 'Don’t run' }));
  await page.keyboard.press('Enter');
  await expect(answers(page)).toHaveCount(2);
  await expect(answers(page).last()).toContainText('So be it.');
  await expect(first).toContainText('not allowed');
  await expect(composer(page)).toBeFocused();
  expect(lastOf({ body: server.lastChat() })?.content).toContain('refused');

  await ask(page, 'Do read it.');
  const second = card(page, 'read_url', 1);
  await expect(second).toContainText('waits for your answer');
  await goBackTo(page, second.getByRole('button', { name: 'Run once' }));
  await page.keyboard.press('Enter');
  await expect(answers(page)).toHaveCount(4);
  await expect(second).toContainText(/done in/);
  await expect(second).toContainText('feed the cat');
  const fold = second.getByRole('button', { name: /^read_url/ });
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await goBackTo(page, fold);
  await page.keyboard.press('Enter');
  await expect(second.getByRole('group', { name: 'Result' })).toContainText('feed the cat');
  await expectAccessible(page, 'a call that is done');
});

test('an address is read where its server lets this page, and its origin stands in the log', async ({
  page,
  app,
  begin,
  serve,
  watch,
}) => {
  // The browser tells of the server that does not let it read.
  watch.expectProblems(/CORS|ERR_FAILED/);
  const open = await serve({ routes: { 'GET /note': reply(200, 'Feed the cat.') } });
  const closed = await serve({ cors: 'off' });
  const server = await begin({
    chat: (request) =>
      lastOf(request)?.role === 'tool'
        ? tell('So it is.')
        : call(['read_url', { url: `${lastOf(request)?.content ?? ''}/note` }]),
  });
  for (const [nth, { origin }] of [open, closed, open].entries()) {
    await ask(page, origin);
    const asking = card(page, 'read_url', nth);
    await expect(asking).toContainText(`${origin} is a server on this computer.`);
    await asking.getByRole('button', { name: 'Run once' }).click();
    await expect(answers(page)).toHaveCount(2 * nth + 2);
    await expect(answers(page).last()).toContainText('So it is.');
    const words =
      origin === open.origin ? 'Feed the cat.' : `${origin} does not answer, or does not`;
    const results = (server.lastChat()['messages'] as SentMessage[]).filter(
      ({ role }) => role === 'tool',
    );
    expect(results.at(-1)?.content).toContain(words);
  }
  await page.goto(`${app.url}#/log`);
  const origins = page.getByRole('region', { name: 'Addresses contacted' });
  await expect(origins).toContainText(open.origin);
  await expect(origins).toContainText(closed.origin);
  await expect(page.getByRole('main')).not.toContainText('cat');
});

test('a chat’s tools: off, refused, limited, and as in every chat again', async ({
  page,
  begin,
}) => {
  const server = await begin({
    chat: (request) =>
      lastOf(request)?.content === 'Stop now'
        ? tell('Good.')
        : call(['current_time', {}], ['current_time', { timezone: 'UTC' }]),
  });
  await expect(toolsButton(page)).toHaveAccessibleName(/^Tools, \d+ on$/);
  const before = (await toolsButton(page).getAttribute('aria-label')) ?? '';
  await toolsButton(page).click();
  await expect(dialog(page)).toContainText('It is not known whether scripted takes tools.');
  await dialog(page)
    .getByRole('switch', { name: /^Calculator/ })
    .uncheck();
  await dialog(page).getByLabel('Calls of Current time').selectOption('Never in this chat');
  await dialog(page).getByLabel('Limit of rounds', { exact: true }).fill('0');
  await expect(dialog(page)).toContainText('A whole number from 1 to 100.');
  await dialog(page).getByLabel('Limit of rounds', { exact: true }).fill('1');
  await expectAccessible(page, 'the tools of a chat');
  await button(page, 'Done').click();
  await expect(toolsButton(page)).not.toHaveAccessibleName(before);
  await expect(page.getByRole('button', { name: 'Chat settings', exact: true })).toBeVisible();

  await ask(page, 'What time is it?');
  await expect(button(page, 'Go on')).toBeVisible();
  const { tools = [], ...told } = server.lastChat() as { tools?: { function: ToolName }[] };
  expect(tools.map((tool) => tool.function.name)).toContain('current_time');
  expect(tools.map((tool) => tool.function.name)).not.toContain('calculator');
  expect(lastOf({ body: told })?.content).toContain('refused');
  await expect(answers(page).first().getByText('not allowed')).toHaveCount(2);
  await expect(answers(page).last()).toContainText('The limit of rounds is reached');
  await expect(answers(page).last().getByText('not run')).toHaveCount(2);

  await page.reload();
  await toolsButton(page).click();
  await expect(dialog(page).getByLabel('Limit of rounds', { exact: true })).toHaveValue('1');
  await button(page, 'Reset all').click();
  await expect(dialog(page).getByRole('switch', { name: /^Calculator/ })).toBeChecked();
  await button(page, 'Undo').click();
  await expect(dialog(page).getByLabel('Limit of rounds', { exact: true })).toHaveValue('1');
  await button(page, 'Reset all').click();
  await expect(dialog(page).getByLabel('Limit of rounds', { exact: true })).toHaveValue('');
  await expect(button(page, 'Reset all')).toBeDisabled();
  await button(page, 'Done').click();
  await expect(toolsButton(page)).toHaveAccessibleName(before);
  server.set({ chat: tell('It is late.') });
  await button(page, 'Run them and go on').click();
  await expect(answers(page).last()).toContainText('It is late.');
  await expect(
    answers(page)
      .nth(1)
      .getByText(/done in/),
  ).toHaveCount(2);
});

test('what may always run in a chat is not asked again there, and elsewhere it is', async ({
  page,
  app,
  begin,
}) => {
  await begin({
    chat: (request) =>
      lastOf(request)?.role === 'tool'
        ? tell('Done.')
        : call(['javascript', { code: '6 *\n7' }], ['javascript', { code: '2' }]),
  });
  await ask(page, 'Compute');
  await expect(card(page, 'javascript').getByRole('group', { name: 'code' })).toHaveText('6 *\n7');
  await goBackTo(page, card(page, 'javascript').getByRole('button', { name: 'Always or never' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Always in this chat' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(answers(page)).toHaveCount(2);
  await expect(composer(page)).toBeFocused();
  await expect(
    answers(page)
      .first()
      .getByText(/done in/),
  ).toHaveCount(2);
  await ask(page, 'And again');
  await expect(answers(page)).toHaveCount(4);
  await expect(answers(page).last()).toContainText('Done.');
  await toolsButton(page).click();
  await expect(dialog(page).getByLabel('Calls of JavaScript')).toHaveValue('always');
  await button(page, 'Done').click();

  await page.goto(`${app.url}#/`);
  await ask(page, 'Here too?');
  await expect(button(page, 'Run once')).toHaveCount(2);
  await page.reload();
  await expect(answers(page)).toContainText('2 calls were not run.');
  await button(page, 'Run them and go on').click();
  await expect(button(page, 'Run once')).toHaveCount(2);
  await button(page, 'Stop').click();
  await expect(answers(page).getByText(/^stopped after/)).toHaveCount(2);
  await expect(button(page, 'Go on')).toBeVisible();
});
