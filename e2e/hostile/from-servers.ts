import type { Page } from '@playwright/test';
import { ask, composer, expect } from '../chat-pages';
import { namesIn } from './corpus';
import { answerOf, asText, openAnswer, PATIENT, STATUS, test } from './pages';
import { done, finish, reply, say } from '../servers/scripted';

// What models and servers say, and what people type, in batches: many items in one answer.

const BOTH = { tag: '@firefox' };
const FINE = [say('Still here.'), finish('stop'), done()];
const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });

async function expectWorks(page: Page): Promise<void> {
  await ask(page, 'Are you there?');
  await expect(answers(page).last()).toContainText('Still here.');
  await expect(composer(page)).toBeEditable();
}

test(
  'answers, thoughts and questions: Markdown, HTML, SVG, links, images, code, math, tables',
  BOTH,
  async ({ page, begin, spy, witness, take, watch }) => {
    // What says that it is a picture, and is none, is tried as one.
    watch.expectProblems(/ERR_INVALID_URL \(data:image\/png;base64,/);
    const server = await begin({ chat: FINE });
    for (const name of namesIn('markdown')) {
      const items = take(name);
      server.set({ chat: answerOf(items) });
      await ask(page, asText(items));
      await openAnswer(page, items);
      await witness.expectNothing(page, spy);
    }
    server.set({ chat: FINE });
    await expectWorks(page);
    // The same from the disk, all at once.
    await page.reload();
    await expect(answers(page).last()).toContainText('Still here.');
    await witness.expectNothing(page, spy);
  },
);

test('previews: HTML, SVG and diagrams', async ({ page, begin, spy, witness, take, watch }) => {
  // The sandbox refuses what they try, and the browser tells of each.
  watch.expectProblems(/./s);
  // Playwright tells of some attempts that were refused; the spy tells which address was asked.
  watch.allowOwnRequests(spy.url);
  const server = await begin({ chat: FINE });
  const all = take('previews');
  for (let at = 0; at < all.length; at += 8) {
    const items = all.slice(at, at + 8);
    server.set({ chat: [say(asText(items)), finish('stop'), done()] });
    await page.goto(page.url().replace(/#.*/, '#/'));
    await ask(page, `Draw from ${String(at)}`);
    const figures = page.locator('figure[data-code]');
    await expect(figures).toHaveCount(items.length);
    for (const figure of await figures.all()) {
      // It gets its buttons when it is near the view.
      await figure.scrollIntoViewIfNeeded();
      await figure.getByRole('button', { name: 'Preview', exact: true }).click();
      // It is drawn, or says why not.
      await expect(figure.locator('[data-view]')).toBeVisible();
      const waits = figure.locator('[data-view] [role="status"]:not([data-problem])');
      await expect(waits).toHaveCount(0, PATIENT);
      await witness.expectNothing(page, spy, true);
    }
  }
  server.set({ chat: FINE });
  await expectWorks(page);
});

test('error bodies and header values', async ({ page, begin, spy, witness, take, watch }) => {
  watch.expectProblems(STATUS);
  const server = await begin({ chat: FINE });
  const statuses = [400, 401, 403, 404, 422, 500];
  const bodies = take('errors').map(({ text }, at) =>
    reply(statuses[at % statuses.length] ?? 400, text, {
      'Content-Type': text.startsWith('{') ? 'application/json' : 'text/html',
    }),
  );
  const headers = take('headers').map(({ text }, at) => {
    const [, name = '', value = ''] = /^([^:]+): (.*)$/s.exec(text) ?? [];
    const status = name === 'Location' ? 307 : (statuses[at % statuses.length] ?? 400);
    const more = { [name]: value, 'Access-Control-Expose-Headers': '*' };
    return reply(status, { error: { message: text } }, more);
  });
  for (const [at, chat] of [...bodies, ...headers].entries()) {
    server.set({ chat });
    await ask(page, `Fail ${String(at)}`);
    const asked = page.getByRole('article', { name: 'You' }).last();
    await expect(asked).toHaveText(new RegExp(`Fail ${String(at)}\\b`));
    await expect(answers(page).last()).toHaveAttribute(
      'data-status',
      /failed|interrupted/,
      PATIENT,
    );
  }
  await witness.expectNothing(page, spy);
  server.set({ chat: FINE });
  await expectWorks(page);
});

test(
  'titles and words that are looked for',
  BOTH,
  async ({ page, app, begin, spy, witness, take }) => {
    const server = await begin({ chat: FINE });
    const items = take('titles');
    for (const { text } of items) {
      server.set({ chat: FINE, title: text });
      await page.goto(`${app.url}#/`);
      await ask(page, text);
      await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
    }
    const chats = page.getByRole('list', { name: 'Chats' }).getByRole('link');
    await expect(chats).toHaveCount(items.length);
    await witness.expectNothing(page, spy);
    const field = page.getByRole('searchbox', { name: 'Search' });
    for (const { text } of take('searches')) {
      await field.fill(text);
      await expect(page.getByRole('navigation').getByRole('status')).toHaveText(/\S/);
      await witness.expectNothing(page, spy);
    }
    await field.fill('');
    server.set({ chat: FINE, title: '' });
    await page.goto(`${app.url}#/`);
    await expectWorks(page);
  },
);

test('addresses of the page itself', BOTH, async ({ page, app, spy, witness, take }) => {
  await page.goto(app.url);
  const address = page.getByLabel('Base URL', { exact: true });
  for (const { id, text } of take('hashes')) {
    await page.goto(app.url + text);
    await expect(page.getByRole('main')).toBeVisible();
    if (text.startsWith('#/providers/add')) await expect(address, id).toBeVisible();
    await expect(page).toHaveTitle(/^Patchbay/);
    await witness.expectNothing(page, spy);
  }
  await page.reload();
  await expect(page.getByRole('main')).toBeVisible();
  await page.goto(`${app.url}#/`);
  await expect(composer(page)).toBeEditable();
  await witness.expectNothing(page, spy);
});
