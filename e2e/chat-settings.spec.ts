import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test } from './chat-pages';
import type { ScriptedServer } from './servers/scripted';

const opener = (page: Page): Locator => page.getByRole('button', { name: /^Chat settings/ });
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Chat settings' });
const field = (page: Page, name: string): Locator => dialog(page).getByLabel(name, { exact: true });
const answers = (page: Page): Locator => page.getByRole('article', { name: 'Assistant' });
const list = (page: Page): Locator => page.getByRole('listbox', { name: 'Prompts and presets' });

/** The body of the next request for an answer, which is then there. */
async function asked(page: Page, server: ScriptedServer, text: string): Promise<object> {
  await ask(page, text);
  const { body } = await server.next('POST /v1/chat/completions');
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
  return body;
}

async function addPrompt(page: Page, title: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New prompt' }).click();
  await page.getByLabel('Title', { exact: true }).fill(title);
  await page.getByLabel('Text', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Save prompt' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
}

test('only what was set is sent; it is marked, and one click takes it back', async ({
  page,
  begin,
}) => {
  const server = await begin({});
  await opener(page).click();
  await expectAccessible(page, 'the dialog of settings');
  await expect(field(page, 'Max tokens')).toHaveAttribute(
    'placeholder',
    'up to 4\u202f096 (assumed)',
  );
  await field(page, 'System prompt').fill('Answer in French.');
  await field(page, 'Temperature').fill('0,3');
  await field(page, 'Stop sequences').fill('END\n\\nUser:');
  await field(page, 'Seed').fill('7');
  await field(page, 'Reasoning effort').selectOption('low');
  await field(page, 'Extra request body').fill('{ "top_k": 40, }');
  await expect(dialog(page)).toContainText('Line 1, column 16: expected a key in double quotes');
  await field(page, 'Extra request body').fill('{ "top_k": 40, "seed": 8 }');
  await expect(dialog(page)).toContainText('Patchbay sets seed itself; what stands here wins.');
  await field(page, 'Frequency penalty').fill('3');
  await expect(dialog(page)).toContainText(
    'A number from −2 to 2. Until then nothing of it is sent.',
  );
  await expect(field(page, 'Frequency penalty')).toHaveAttribute('aria-invalid', 'true');
  await field(page, 'Streaming').selectOption('Off');
  await expect(button(page, 'Reset Temperature')).toBeVisible();
  await expect(button(page, 'Reset Top P')).toHaveCount(0);
  await button(page, 'Done').click();

  expect(await asked(page, server, 'Hello')).toEqual({
    model: 'scripted',
    messages: [
      { role: 'system', content: 'Answer in French.' },
      { role: 'user', content: 'Hello' },
    ],
    stream: false,
    temperature: 0.3,
    stop: ['END', '\nUser:'],
    seed: 8,
    reasoning_effort: 'low',
    tools: expect.any(Array) as unknown,
    top_k: 40,
  });
  await expect(opener(page)).toHaveAccessibleName('Chat settings, 7 set');

  await page.reload();
  await opener(page).click();
  await expect(field(page, 'Temperature')).toHaveValue('0.3');
  await button(page, 'Reset Temperature').click();
  await expect(field(page, 'Temperature')).toBeFocused();
  await expect(field(page, 'Temperature')).toHaveValue('');
  await expect(opener(page)).toHaveAccessibleName('Chat settings, 6 set');
  await button(page, 'Reset all').click();
  await expect(field(page, 'System prompt')).toHaveValue('');
  await button(page, 'Undo').click();
  await expect(field(page, 'System prompt')).toHaveValue('Answer in French.');
  await button(page, 'Reset all').click();
  await expect(opener(page)).toHaveAccessibleName('Chat settings');
  await button(page, 'Done').click();
  expect(Object.keys(await asked(page, server, 'Again'))).toEqual([
    ...['model', 'messages', 'stream', 'stream_options', 'tools'],
  ]);
});

test('a preset is saved from a chat, taken by a new one, renamed, and deleted with Undo', async ({
  page,
  app,
  begin,
}) => {
  const server = await begin({ models: [{ id: 'scripted' }, { id: 'second' }] });
  await opener(page).click();
  await field(page, 'Temperature').fill('0.2');
  await button(page, 'Save as preset').click();
  await field(page, 'Name of the preset').fill('Precise');
  await field(page, 'Name of the preset').press('Enter');
  await expect(field(page, 'Preset')).toHaveValue(/./);
  await expect(dialog(page)).toContainText('scripted · Temperature 0.2');
  await button(page, 'Reset all').click();
  await field(page, 'Preset').selectOption('Precise');
  await expect(field(page, 'Temperature')).toHaveValue('0.2');
  await field(page, 'Top P').fill('0.5');
  await button(page, 'Update “Precise”').click();
  await expect(dialog(page)).toContainText('scripted · Temperature 0.2 · Top P 0.5');
  await button(page, 'Done').click();

  await page.goto(`${app.url}#/prompts`);
  await expectAccessible(page, 'prompts and presets');
  await page.getByLabel('New chats begin with it').check();
  await button(page, 'Rename Precise').click();
  await page.getByRole('textbox', { name: 'Name of the preset' }).fill('Exact');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Exact' })).toBeVisible();
  await page.reload();
  await page.goto(`${app.url}#/`);
  await expect(opener(page)).toHaveAccessibleName('Chat settings, 2 set');
  expect(await asked(page, server, 'Hello')).toMatchObject({ temperature: 0.2, top_p: 0.5 });

  await page.goto(`${app.url}#/prompts`);
  await button(page, 'Delete Exact').click();
  await expect(page.getByText('No presets yet')).toBeVisible();
  await button(page, 'Undo').click();
  await expect(page.getByRole('heading', { name: 'Exact' })).toBeVisible();
  await expect(page.getByLabel('New chats begin with it')).toBeChecked();
  await button(page, 'Delete Exact').click();
  await page.goto(`${app.url}#/`);
  await expect(opener(page)).toHaveAccessibleName('Chat settings');
});

test('a slash puts a prompt with its variables into the message, by keyboard alone', async ({
  page,
  app,
  begin,
}) => {
  const server = await begin({});
  await composer(page).pressSequentially('/');
  await expect(page.getByText('There are none yet')).toBeVisible();
  await page.goto(`${app.url}#/prompts`);
  await expect(page.getByText('No prompts yet')).toBeVisible();
  await addPrompt(page, 'Translate', 'Translate into {{language=German}}:\n{{text}}');
  await addPrompt(page, 'Sum up', 'Sum this up.');
  await addPrompt(page, 'Summary for a child', 'Explain it to a child.');

  await page.goto(`${app.url}#/`);
  await composer(page).fill('');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('/');
  await expect(list(page).getByRole('option')).toHaveCount(3);
  await expectAccessible(page, 'the list behind a slash');
  const active = (): Locator => list(page).locator('[role=option][data-active]');
  await expect(active()).toContainText('Sum up');
  await page.keyboard.press('ArrowDown');
  await expect(active()).toContainText('Summary for a child');
  const id = (await active().getAttribute('id')) ?? '';
  await expect(composer(page)).toHaveAttribute('aria-activedescendant', id);
  await page.keyboard.press('Escape');
  await expect(list(page)).toHaveCount(0);
  await expect(composer(page)).toHaveValue('/');
  await expect(composer(page)).not.toHaveAttribute('aria-activedescendant', /./);

  await composer(page).fill('');
  await page.keyboard.type('/sum');
  await expect(list(page).getByRole('option')).toHaveCount(2);
  await page.keyboard.press('Tab');
  await expect(composer(page)).toHaveValue('Sum this up.');
  await expect(composer(page)).toBeFocused();

  await composer(page).fill('');
  await page.keyboard.type('/tra');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Translate' });
  await expect(form.getByLabel('language')).toBeFocused();
  await expect(form.getByLabel('language')).toHaveValue('German');
  await page.keyboard.press('Tab');
  await page.keyboard.type('good morning');
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await expect(composer(page)).toHaveValue('Translate into German:\ngood morning');
  await expect(composer(page)).toBeFocused();
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);

  await page.keyboard.press('Enter');
  const { body } = await server.next('POST /v1/chat/completions');
  expect(body).toMatchObject({
    messages: [{ role: 'user', content: 'Translate into German:\ngood morning' }],
  });
});
