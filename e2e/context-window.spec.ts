import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test } from './chat-pages';
import { addProvider, modelsTable, savedUrl } from './provider-pages';
import { ollama } from './servers/profiles/ollama';
import { serveProfile } from './servers/profiles/serve-profile';
import {
  createGate,
  done,
  finish,
  reply,
  say,
  usage,
  wait,
  type RecordedRequest,
  type Step,
} from './servers/scripted';

const ring = (page: Page) => page.getByRole('button', { name: /^Context: / });
const popover = (page: Page) => page.getByRole('dialog', { name: 'Context window' });
const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' });

/** About 1,500 tokens of prose. */
const LONG = 'The keeper of the old lighthouse wrote down what the sea looked like. '.repeat(100);

/** Counts a request as this server would: four characters to a token. */
const counted = ({ body }: RecordedRequest): number =>
  Math.ceil(JSON.stringify(body['messages']).length / 4);

const hello = (prompt: number): Step[] => [say('Hello'), finish('stop'), usage(prompt, 40), done()];

/** What a model is told of tools would count too. */
const TOOLLESS = {
  ...{ id: 'scripted', context_length: 4096 },
  capabilities: { function_calling: false },
};

test('nothing on the page moves by itself while an answer streams, the ring neither', async ({
  page,
  begin,
}) => {
  const gates = Array.from({ length: 4 }, createGate);
  const pieces = gates.flatMap((gate, at) => [
    say(`${LONG.slice(0, 2_000)} End ${at}.\n\n`),
    wait(gate),
  ]);
  await begin({ models: [TOOLLESS], chat: [...pieces, finish('stop'), done()] });
  await ask(page, 'Tell me more');
  await expect(answer(page)).toContainText('End 0.');
  const before = await ring(page).innerText();
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    for (const name of ['transitionrun', 'animationstart'] as const)
      document.addEventListener(name, ({ target }) => {
        dataset['moved'] =
          `${dataset['moved'] ?? ''} ${(target as Element).outerHTML.slice(0, 80)}`;
      });
  });
  for (const [at, gate] of gates.entries()) {
    await expect(answer(page)).toContainText(`End ${at}.`);
    if (at < gates.length - 1) gate.open();
  }
  await expect(ring(page)).not.toHaveText(before);
  await expect(page.locator('html')).not.toHaveAttribute('data-moved');
  gates.at(-1)?.open();
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
});

test('the ring tells how full the window is, and where both numbers come from', async ({
  page,
  begin,
}) => {
  await begin({
    models: [TOOLLESS],
    chat: (request) => hello(counted(request)),
  });
  await expect(ring(page)).toHaveAccessibleName(/^Context: 0/);
  await composer(page).fill(LONG);
  await expect(ring(page)).toHaveAccessibleName(/^Context: (3|4)\d/);
  await ring(page).click();
  await expect(popover(page)).toContainText(/about 1.\d{3} of 4.096 tokens/);
  await expect(popover(page)).toContainText('Estimated from the text alone.');
  await expect(popover(page)).toContainText('What you are writing');
  await page.keyboard.press('Escape');
  await expect(popover(page)).toBeHidden();
  await composer(page).press('Enter');
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await ring(page).click();
  await expect(popover(page)).toContainText(
    'Counted by the server with the last answer, just now.',
  );
  await expect(popover(page)).toContainText(/1.\d{3} of 4.096 tokens/);
  await expect(popover(page)).toContainText('It may be loaded with less.');
  await popover(page).getByRole('link', { name: 'Set the window' }).click();
  await expect(page).toHaveURL(savedUrl);
  const dialog = page.getByRole('dialog', { name: 'scripted' });
  await dialog.getByLabel('Context window, tokens').fill('1024');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(modelsTable(page)).toContainText(/1.024/);
  await page.goBack();
  await expect(ring(page)).toHaveAccessibleName(/^Context: 1\d\d/);
  await ring(page).click();
  await expect(popover(page)).toContainText('The next message does not fit');
  await expect(popover(page)).toContainText('You set it.');
});

test('what is attached to a question counts before it is sent', async ({ page, begin }) => {
  await begin({ models: [TOOLLESS] });
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Attach files').click();
  const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from(LONG) };
  await (await chooser).setFiles(file);
  await expect(ring(page)).toHaveAccessibleName(/^Context: 4\d/);
  await ring(page).click();
  await expect(popover(page)).toContainText('What is attached to it');
  await expectAccessible(page, 'the popover of the ring');
});

test('a server that counts tokens is asked when one wants to know', async ({ page, begin }) => {
  const server = await begin({
    models: [{ id: 'scripted', owned_by: 'vllm', max_model_len: 8192 }],
    routes: {
      'GET /version': reply(200, { version: '0.32.0' }),
      'POST /tokenize': reply(200, { count: 1234, max_model_len: 8192, tokens: [] }),
    },
  });
  await composer(page).fill('How many tokens?');
  await expect(ring(page)).toBeVisible();
  await ring(page).click();
  await expect(popover(page)).toContainText('Counted by the server’s tokenizer, just now.');
  // It counts the messages; the tools are estimated beside.
  await expect(popover(page)).toContainText(/^1.[4-9]\d\d of 8.192 tokens/);
  await expect(popover(page).getByRole('row', { name: /^Tools/ })).toBeVisible();
  const { body } = await server.next('POST /tokenize');
  expect(body['messages']).toEqual([{ role: 'user', content: 'How many tokens?' }]);
});

test('a chat whose beginning Ollama dropped says so, and how to raise its window', async ({
  page,
  app,
  watch,
}) => {
  const server = await serveProfile(ollama, { cuts: true, context: 1024 });
  watch.allowOrigins(server.origin);
  await addProvider(page, app.url, server.url);
  await page.goto(`${app.url}#/`);
  await expect(button(page, 'Model parrot-chat')).toBeVisible();
  await ask(page, LONG);
  const notice = answer(page).getByRole('note');
  await expect(notice).toContainText(
    /The server dropped the beginning of this chat: about 1.\d00 tokens sent, 1.024 read\./,
  );
  await expect(notice).toContainText('OLLAMA_CONTEXT_LENGTH=2048 ollama serve');
  await expect(notice).toContainText('PARAMETER num_ctx 2048');
  await expect(notice.getByRole('link')).toHaveAttribute('href', '#/help/ollama');
  // The server tells the loaded window itself: there is nothing to remember.
  await expect(notice.getByRole('button', { name: /^Count with/ })).toHaveCount(0);
  await expectAccessible(page, 'the alarm');
  await ask(page, 'And then?');
  await expect(answer(page)).toHaveCount(2);
  await page.reload();
  await expect(answer(page).first().getByRole('note')).toContainText('dropped the beginning');
  await server.close();
});

test('a window that shows in a cut prompt is remembered when one wants it, and forgotten', async ({
  page,
  begin,
}) => {
  await begin({ chat: hello(1024) });
  await ask(page, LONG);
  const remember = page.getByRole('button', { name: /^Count with a window of 1.024$/ });
  await remember.click();
  await expect(remember).toBeHidden();
  await expect(ring(page)).toHaveAccessibleName(/^Context: 1\d\d/);
  await ring(page).click();
  await expect(popover(page)).toContainText('Learned from the server’s answers: it takes no more.');
  await popover(page).getByRole('button', { name: 'Forget what was learned' }).click();
  await expect(popover(page)).toContainText('Assumed');
  await expect(remember).toBeVisible();
});
