import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test } from './chat-pages';
import {
  createGate,
  done,
  fail,
  finish,
  type RecordedRequest,
  type Reply,
  say,
  usage,
  wait,
} from './servers/scripted';

const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const summary = (page: Page) => page.getByRole('region', { name: 'Summary' });
const ring = (page: Page) => page.getByRole('button', { name: /^Context: / });
const popover = (page: Page) => page.getByRole('dialog', { name: 'Context window' });

/** About 340 tokens of prose. */
const LONG = 'The keeper of the old lighthouse wrote down what the sea looked like. '.repeat(22);

type Messages = { role: string; content: string }[];
const messagesOf = ({ body }: RecordedRequest): Messages => body['messages'] as Messages;
const isSummary = (request: RecordedRequest): boolean =>
  messagesOf(request)[0]?.content.startsWith('Below is the older part') ?? false;
/** Four characters to a token. */
const counted = (request: RecordedRequest): number =>
  Math.ceil(JSON.stringify(messagesOf(request)).length / 4);
const hello = (request: RecordedRequest): Reply => [
  say('Hello.'),
  finish('stop'),
  usage(counted(request), 4),
  done(),
];
const known = [{ id: 'scripted', context_length: 1024 }];

async function askFor(page: Page, text: string): Promise<void> {
  const before = await answers(page).count();
  await ask(page, text);
  await expect(answers(page)).toHaveCount(before + 1);
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
}

test('before a chat overflows its older turns are summarised in sight, and the summary can be edited and removed', async ({
  page,
  begin,
}) => {
  const gate = createGate();
  const server = await begin({
    models: known,
    chat: (request) =>
      isSummary(request)
        ? [say('A keeper wrote '), wait(gate), say('about the sea.'), finish('stop'), done()]
        : hello(request),
  });
  await askFor(page, LONG);
  await askFor(page, `Again. ${LONG}`);
  await ask(page, `And once more. ${LONG}`);
  await gate.reached;
  await expect(answers(page).last()).toContainText(
    'Summarising 4 older messages with scripted, so that the chat fits its window',
  );
  await expect(summary(page)).toContainText('Summarising 4 older messages with scripted');
  await expect(summary(page)).toContainText('A keeper wrote');
  await expectAccessible(page, 'a summary that is written');
  gate.open();
  await expect(answers(page)).toHaveCount(3);
  await expect(answers(page).last()).toContainText('Hello.');
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
  const sent = messagesOf(server.requests.at(-1)!);
  expect(sent[0]?.content).toContain('A keeper wrote about the sea.');
  expect(sent.slice(1).map(({ content }) => content.slice(0, 9))).toEqual(['And once ']);
  // The originals stay.
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(3);

  await page.reload();
  const title = button(page, '4 messages above are sent as this summary');
  await title.click();
  await expect(summary(page)).toContainText('A keeper wrote about the sea.');
  await expect(summary(page)).toContainText('Written by scripted');
  await summary(page).getByRole('button', { name: 'Edit' }).click();
  const box = page.getByRole('textbox', { name: 'Edit the summary' });
  await expect(box).toBeFocused();
  await box.fill('A keeper, and the sea.');
  await summary(page).getByRole('button', { name: 'Save' }).click();
  await expect(summary(page)).toContainText('Edited by you');
  await expect(summary(page).getByRole('button', { name: 'Edit' })).toBeFocused();
  await expectAccessible(page, 'a summary');

  await summary(page).getByRole('button', { name: 'Remove' }).click();
  await expect(summary(page)).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
  await button(page, 'Undo').click();
  await expect(title).toBeVisible();
  await askFor(page, 'So?');
  expect(messagesOf(server.requests.at(-1)!)[0]?.content).toContain('A keeper, and the sea.');
});

test('a summary that fails says why, and the question is asked with everything', async ({
  page,
  begin,
  watch,
}) => {
  watch.expectProblems(/500/);
  const server = await begin({
    models: known,
    chat: (request) => (isSummary(request) ? fail(500, 'Out of memory') : hello(request)),
  });
  await askFor(page, LONG);
  await askFor(page, LONG);
  await askFor(page, LONG);
  await expect(summary(page)).toContainText(
    /The 4 older messages were not summarised.*Out of memory.*They are as they were\./,
  );
  expect(messagesOf(server.requests.at(-1)!)).toHaveLength(5);
  await summary(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(summary(page)).toHaveCount(0);
});

test('a refusal teaches the window, and one press asks again with a summary', async ({
  page,
  begin,
  watch,
}) => {
  watch.expectProblems(/400/);
  const server = await begin({
    chat: (request) => {
      if (isSummary(request)) return [say('They spoke of a keeper.'), finish('stop'), done()];
      if (counted(request) < 1024) return hello(request);
      return fail(
        400,
        `This model's maximum context length is 1024 tokens. However, your request has ${String(counted(request))} input tokens. Please reduce the length of the input messages.`,
      );
    },
  });
  await askFor(page, LONG);
  await askFor(page, LONG);
  await ask(page, `What then? ${LONG}`);
  const failed = answers(page).last();
  await expect(failed).toHaveAttribute('data-status', 'failed');
  const again = failed.getByRole('button', { name: 'Summarise older turns and ask again' });
  await expect(again).toBeVisible();
  await expect(failed.getByRole('button', { name: 'Retry' })).toBeVisible();
  await expectAccessible(page, 'an overflow');
  await ring(page).click();
  await expect(popover(page)).toContainText(/of 1.024 tokens/);
  await expect(popover(page)).toContainText('Learned from the server’s answers: it takes no more.');
  await page.keyboard.press('Escape');
  await again.click();
  await expect(answers(page).last()).toContainText('Hello.');
  await expect(answers(page)).toHaveCount(3);
  expect(messagesOf(server.requests.at(-1)!)[0]?.content).toContain('They spoke of a keeper.');
  await expect(summary(page)).toContainText(/\d messages above are sent as this summary/);

  await ask(page, `Much more. ${LONG.repeat(5)}`);
  await expect(answers(page).last()).toContainText('What was asked last is too long by itself');
  await expect(again).toHaveCount(0);
  await page.getByRole('link', { name: /^Check / }).click();
  const learned = page.getByRole('region', { name: 'Learned context windows' });
  await expect(learned).toContainText(/scripted: 1.024 tokens/);
  await expect(page.getByRole('row', { name: /scripted/ })).toContainText('learned');
  await button(page, 'Forget the window of scripted').click();
  await expect(learned).toHaveCount(0);
  await expect(page.getByRole('row', { name: /scripted/ })).toContainText('assumed');
});

test('older turns are summarised on demand, and Stop leaves them as they are', async ({
  page,
  begin,
}) => {
  const gate = createGate();
  const server = await begin({
    models: known,
    chat: (request) =>
      isSummary(request) ? [say('Greetings'), wait(gate), finish('stop'), done()] : hello(request),
  });
  await askFor(page, 'One');
  await askFor(page, 'Two');
  await askFor(page, 'Three');
  await button(page, 'Chat actions').click();
  await page.getByRole('menuitem', { name: 'Summarise older turns' }).click();
  await gate.reached;
  await expect(summary(page)).toContainText('Greetings');
  await summary(page).getByRole('button', { name: 'Stop' }).click();
  await expect(summary(page)).toHaveCount(0);
  server.set({
    chat: (request) =>
      isSummary(request) ? [say('Greetings'), finish('stop'), done()] : hello(request),
  });
  await ring(page).click();
  await button(page, 'Summarise older turns').click();
  await expect(button(page, '2 messages above are sent as this summary')).toBeVisible();
  await askFor(page, 'Four');
  expect(messagesOf(server.requests.at(-1)!).map(({ content }) => content)).toEqual([
    'Summary of our conversation so far:\n\nGreetings',
    'Two',
    'Hello.',
    'Three',
    'Hello.',
    'Four',
  ]);
});
