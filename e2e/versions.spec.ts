import type { Page } from '@playwright/test';
import { ask, button, composer, expect, test } from './chat-pages';
import { createGate, cut, done, finish, say, type Step, usage, wait } from './servers/scripted';

const questions = (page: Page) => page.getByRole('article', { name: 'You' });
const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const answer = (text: string): Step[] => [say(text), finish('stop'), usage(7, 2), done()];
/** Answers `answer 1`, `answer 2` … */
const counting = (_: unknown, count: number): Step[] => answer(`answer ${count + 1}`);

async function askFor(page: Page, text: string): Promise<void> {
  await ask(page, text);
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
}

test(
  'an edited question is another version, and both are there after a reload',
  { tag: '@firefox' },
  async ({ page, begin }) => {
    const server = await begin({ chat: counting });
    await askFor(page, 'First question');
    await askFor(page, 'Second question');
    await questions(page).first().hover();
    await questions(page).first().getByRole('button', { name: 'Edit' }).click();
    const box = page.getByRole('textbox', { name: 'Edit your question' });
    await expect(box).toBeFocused();
    await box.fill('First question, better');
    await box.press('Enter');
    await expect(answers(page)).toHaveCount(1);
    await expect(answers(page)).toHaveText(/answer 3/);
    await expect(questions(page)).toHaveText('First question, better2/2');
    await expect(composer(page)).toBeFocused();
    expect(server.lastChat()['messages']).toEqual([
      { role: 'user', content: 'First question, better' },
    ]);

    await questions(page).first().hover();
    await button(page, 'Previous version').click();
    await expect(answers(page)).toHaveText([/answer 1/, /answer 2/]);
    await page.reload();
    await expect(answers(page)).toHaveText([/answer 1/, /answer 2/]);
    await expect(questions(page).first()).toHaveText('First question1/2');
  },
);

test('Esc leaves a question as it was', async ({ page, begin }) => {
  await begin({ chat: counting });
  await askFor(page, 'First question');
  await questions(page).getByRole('button', { name: 'Edit' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Edit your question' }).fill('Something else');
  await page.keyboard.press('Escape');
  await expect(questions(page)).toHaveText('First question');
  await expect(questions(page).getByRole('button', { name: 'Edit' })).toBeFocused();
});

test('an answer is asked for again of another model, and one version is deleted with Undo', async ({
  page,
  begin,
}) => {
  const models = ['scripted', 'other'].map((id) => ({ id, object: 'model', owned_by: 'scripted' }));
  const server = await begin({ models, chat: counting });
  await askFor(page, 'First question');
  await answers(page).getByRole('button', { name: 'More for this answer' }).click();
  await page.getByRole('menuitem', { name: 'Retry with another model' }).click();
  await page.getByRole('option', { name: /other/ }).click();
  await expect(answers(page)).toHaveText(/answer 2/);
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  expect(server.lastChat()['model']).toBe('other');
  await expect(answers(page)).toContainText('2/2');

  await answers(page).getByRole('button', { name: 'Delete' }).click();
  await expect(answers(page)).toHaveText(/answer 1/);
  await expect(page.getByRole('group', { name: 'Versions' })).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect(answers(page)).toHaveText(/answer 2/);
  await expect(answers(page)).toContainText('2/2');
});

test(
  'an answer that was cut goes on in its place',
  { tag: '@firefox' },
  async ({ page, begin }) => {
    const server = await begin({ chat: [say('It goes'), finish('length'), usage(7, 2), done()] });
    await askFor(page, 'Tell me');
    // A model that was asked in words begins with what it had said.
    server.set({ chat: [say('It '), say('goes on.'), finish('stop'), usage(12, 3), done()] });
    await button(page, 'Continue').click();
    await expect(answers(page)).toHaveText(/It goes on\./);
    await expect(answers(page)).toContainText('5\u202ftokens'.replace('\u202f', ' '));
    const { messages } = server.lastChat();
    expect(messages).toMatchObject([
      { role: 'user', content: 'Tell me' },
      { role: 'assistant', content: 'It goes' },
      { role: 'user' },
    ]);
    await expect(button(page, 'Continue')).toHaveCount(0);
  },
);

test('a connection that breaks again while an answer goes on loses nothing', async ({
  page,
  watch,
  begin,
}) => {
  watch.expectProblems(/ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  let gate = createGate();
  const server = await begin({ chat: [say('One'), wait(gate), cut()] });
  await ask(page, 'Count');
  await expect(answers(page)).toContainText('One');
  gate.open();
  await expect(answers(page)).toHaveAttribute('data-status', 'interrupted');
  gate = createGate();
  server.set({ chat: [say(', two'), wait(gate), cut()] });
  await button(page, 'Continue').click();
  await expect(answers(page)).toContainText('One, two');
  gate.open();
  await expect(answers(page)).toHaveAttribute('data-status', 'interrupted');
  server.set({ chat: answer(', three') });
  await button(page, 'Continue').click();
  await expect(answers(page)).toContainText('One, two, three');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  await page.reload();
  await expect(answers(page)).toContainText('One, two, three');
});

test('a new chat goes on from an answer, and the old one streams on meanwhile', async ({
  page,
  begin,
}) => {
  const server = await begin({ chat: counting });
  await askFor(page, 'First question');
  await askFor(page, 'Second question');
  await answers(page).first().hover();
  await answers(page).first().getByRole('button', { name: 'More for this answer' }).click();
  await page.getByRole('menuitem', { name: 'Go on in a new chat' }).click();
  await expect(answers(page)).toHaveText([/answer 1/]);
  await expect(page.getByRole('link', { name: 'First question' })).toHaveCount(2);

  const gate = createGate();
  server.set({ chat: [say('slowly'), wait(gate), say(' but surely'), finish('stop'), done()] });
  await ask(page, 'In the branch');
  await gate.reached;
  await page.getByRole('link', { name: 'First question' }).last().click();
  await expect(answers(page)).toHaveText([/answer 1/, /answer 2/]);
  gate.open();
  await page.getByRole('link', { name: 'First question' }).first().click();
  await expect(answers(page).last()).toContainText('slowly but surely');
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
});
