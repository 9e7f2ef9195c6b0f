import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, expect, test } from './chat-pages';
import { createGate, done, fail, finish, say, wait } from './servers/scripted';

const schema = {
  type: 'object',
  properties: {
    city: { type: 'string' },
    days: { type: 'integer' },
    stops: { type: 'array', items: { type: 'object', properties: { place: { type: 'string' } } } },
  },
  required: ['city', 'days'],
};
const trip = { city: 'Oslo', days: 3, stops: [{ place: 'Harbour' }, { place: 'Hill' }] };

const answers = (page: Page): Locator => page.getByRole('article', { name: 'Assistant' });
const field = (page: Page): Locator =>
  page.getByLabel('JSON Schema of the answer', { exact: true });
const tree = (page: Page): Locator => answers(page).last().getByRole('tree');
const row = (page: Page, name: string): Locator => tree(page).getByRole('treeitem', { name });

async function setSchema(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Chat settings/ }).click();
  await field(page).fill(text);
  await expect(button(page, 'Reset JSON Schema of the answer')).toBeVisible();
  await button(page, 'Done').click();
}

test('a chat asks for JSON that fits its schema, and shows it as a tree', async ({
  page,
  begin,
}) => {
  const gate = createGate();
  const text = JSON.stringify(trip);
  const server = await begin({
    chat: [say(text.slice(0, 20)), wait(gate), say(text.slice(20)), finish('stop'), done()],
  });

  await page.getByRole('button', { name: /^Chat settings/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Chat settings' });
  await field(page).fill('{ "type": ');
  await expect(dialog).toContainText('Until then nothing of it is sent.');
  await field(page).fill('{ "type": "strnig" }');
  await expect(dialog).toContainText('“type” has a value that it cannot have');
  await field(page).fill(JSON.stringify(schema));
  await expect(dialog).not.toContainText('can’t be checked');
  await button(page, 'Done').click();

  await ask(page, 'Plan a trip');
  const { body } = await server.next('POST /v1/chat/completions');
  expect(body).toMatchObject({
    response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } },
  });
  await gate.reached;
  await expect(answers(page).last().locator('pre')).toContainText('{"city"');
  gate.open();

  await expect(answers(page)).toContainText('Fits the schema');
  await expect(row(page, 'city')).toContainText('"Oslo"');
  await expect(row(page, 'place')).toHaveCount(0);
  await expectAccessible(page, 'an answer as a tree');

  await row(page, 'answer').focus();
  await page.keyboard.press('End');
  await expect(row(page, '1 1 member')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(row(page, '1 1 member')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'place')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, 'place')).toHaveCount(0);
  await expect(row(page, '1 1 member')).toBeFocused();
  await row(page, 'stops').click();
  await expect(row(page, '1 1 member')).toHaveCount(0);

  await button(page, 'Raw text').click();
  await expect(tree(page)).toHaveCount(0);
  await expect(answers(page).last().locator('pre')).toContainText(text);
  await button(page, 'Tree').click();
  await expect(row(page, 'stops')).toBeVisible();

  await page.reload();
  await expect(answers(page)).toContainText('Fits the schema');
});

test('an answer that does not fit names the places; a server without schemas is asked in words', async ({
  page,
  begin,
  watch,
}) => {
  watch.expectProblems(/status of 400/);
  const refusal = fail(400, 'This response_format type is unavailable now');
  const odd = '```json\n{"days": "three", "stops": [{"place": 1}]}\n```';
  const server = await begin({
    chat: ({ body }) => ('response_format' in body ? refusal : [say(odd), finish('stop'), done()]),
  });
  await setSchema(page, JSON.stringify(schema));

  await ask(page, 'Plan a trip');
  await server.next('POST /v1/chat/completions');
  const { body } = await server.next('POST /v1/chat/completions');
  expect(JSON.stringify(body['messages'])).toContain('fits this JSON Schema');
  await expect(answers(page)).toContainText('Does not fit the schema');
  const problems = page.getByRole('list', { name: 'Where it does not fit' });
  await expect(problems.getByRole('listitem')).toHaveText([
    '$.city is missing',
    '$.days must be a whole number, not a string',
    '$.stops[0].place must be a string, not a number',
  ]);
  await expect(row(page, 'days')).toContainText('"three"');

  server.set({ chat: [say('I cannot say.'), finish('stop'), done()] });
  await ask(page, 'Again');
  await expect(answers(page).last()).toContainText('The answer is no JSON');
  await expect(answers(page).last()).toContainText('I cannot say.');
  await expect(tree(page)).toHaveCount(0);
});
