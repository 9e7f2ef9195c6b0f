import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import type { RealServer } from './process.mjs';
import { addProvider, answers, ask, composer, doctor, savedUrl } from './steps';
import { program, type Program } from './target';

// The parts of the main job that make sense for every server program, in a browser: nothing here is scripted.

const {
  start,
  key,
  idOf = (model: string) => model,
  row,
  shut,
  preset,
  letIn,
  wrongKey,
  unknownModel,
} = known();

function known(): Program {
  if (!program) throw new Error('No such server program.');
  return program;
}

/** From the form to the provider's page; a server that lists no model is saved as it is, and its model's id typed. */
async function connect(page: Page, home: string, server: RealServer, model: string): Promise<void> {
  await addProvider(page, home, server.url, key);
  if (!row) {
    await expect(doctor(page)).toHaveAttribute('data-cause', 'no-models');
    await page.getByRole('button', { name: 'Save anyway' }).click();
    await expect(page).toHaveURL(savedUrl);
    await addModel(page, idOf(model));
  }
  await expect(page).toHaveURL(savedUrl);
}

async function addModel(page: Page, id: string): Promise<void> {
  await page.getByLabel('Add a model by its id').fill(id);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Models' })).toContainText(id);
}

test.describe('a server that lets this page in', () => {
  let server: RealServer;

  test.beforeAll(async () => {
    server = await start({ model: 'parrot-chat', ...(key ? { key } : {}) });
  });
  test.afterAll(() => server.stop());
  test.beforeEach(({ watch }) => {
    watch.allowOrigins(server.origin);
    // A keyless look comes first, and other programs' own addresses are tried.
    watch.expectProblems(/status of 40[0-9]/, /CORS policy/, /ERR_FAILED/);
  });

  test('add, see the models, chat', async ({ page, app }) => {
    await connect(page, app.url, server, 'parrot-chat');
    const models = page.getByRole('table', { name: 'Models' });
    const found = models.getByRole('row').filter({ hasText: idOf('parrot-chat') });
    await expect(found).toContainText(row ?? /./);

    await ask(page, app.url, 'hi', idOf('parrot-chat'));
    const answer = answers(page).last();
    await expect(answer).toHaveAttribute('data-status', 'done');
    await expect(answer.locator('strong')).toHaveText('bold');
    await composer(page).fill('and again');
    await composer(page).press('Enter');
    await expect(answers(page)).toHaveCount(2);
    await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
  });

  test('a model that it does not have fails in the server’s words', async ({ page, app }) => {
    await connect(page, app.url, server, 'parrot-chat');
    await addModel(page, 'nobody');
    await ask(page, app.url, 'hi', 'nobody');
    const answer = answers(page).last();
    await expect(answer).toHaveAttribute('data-status', 'failed');
    await expect(answer.getByRole('alert')).toContainText(unknownModel);
  });

  test('a wrong key is told', async ({ page, app }) => {
    test.skip(!wrongKey, 'it knows no keys');
    await addProvider(page, app.url, server.url, 'sk-wrong');
    await expect(doctor(page)).toHaveAttribute('data-cause', 'unauthorized');
    await expect(doctor(page)).toContainText(wrongKey?.words ?? /./);
    await expect(page.getByRole('button', { name: 'Save anyway' })).toBeVisible();
  });
});

test('Stop keeps what had arrived, and the server answers the next question', async ({
  page,
  app,
  watch,
}) => {
  const server = await start({ model: 'parrot-long', ...(key ? { key } : {}) });
  watch.allowOrigins(server.origin);
  watch.expectProblems(/status of 40[0-9]/, /CORS policy/, /ERR_FAILED/);
  try {
    await connect(page, app.url, server, 'parrot-long');
    await ask(page, app.url, 'hi', idOf('parrot-long'));
    for (const count of [1, 2]) {
      await expect(answers(page)).toHaveCount(count);
      await expect(answers(page).last()).toContainText(/goes on|Reasoning/);
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect(answers(page).last()).toHaveAttribute('data-status', 'interrupted');
      await expect(answers(page).last()).toContainText(/goes on|Reasoning/);
      if (count === 2) break;
      await composer(page).fill('and now');
      await composer(page).press('Enter');
    }
  } finally {
    await server.stop();
  }
});

test('a server that lets no page of ours in is told apart from one that is down', async ({
  page,
  app,
  watch,
}) => {
  const server = await start({ model: 'parrot-chat', origins: shut, ...(key ? { key } : {}) });
  watch.allowOrigins(server.origin);
  watch.expectProblems(/status of 40[0-9]/, /CORS policy/, /ERR_/);
  try {
    await addProvider(page, app.url, server.url, key, preset);
    await expect(doctor(page)).toHaveAttribute('data-cause', 'cors');
    await expect(
      doctor(page)
        .locator('code')
        .filter({ hasText: letIn(app.origin) })
        .first(),
    ).toBeVisible();
    await server.stop();
    await page.getByRole('button', { name: 'Connect' }).click();
    await expect(doctor(page)).toHaveAttribute('data-cause', 'unreachable');
  } finally {
    await server.stop();
  }
});
