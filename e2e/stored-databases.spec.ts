import { readdirSync, readFileSync } from 'node:fs';
import type { StoredDatabase } from '../src/platform/testing/stored-database';
import { button, composer } from './chat-pages';
import { expect, test } from './fixtures';
import { makeIn, openBeside, recordsOf, upgradeIn } from './raw-database';

const folder = new URL('../src/platform/testing/databases/', import.meta.url);
const databases = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as StoredDatabase,
);
const newest = Math.max(...databases.map(({ version }) => version));

for (const stored of databases) {
  test(
    `a database of version ${stored.version} is taken over with every record`,
    { tag: '@firefox' },
    async ({ page, app }) => {
      await openBeside(page, app.url);
      await makeIn(page, stored);
      await page.goto(`${app.url}#/chat/c2`);
      await expect(page.getByRole('article', { name: 'You' })).toHaveText(/Call a tool/);
      await page.goto(`${app.url}#/chat/c1`);
      await expect(page.getByRole('article', { name: 'Assistant' }).first()).toContainText(
        '2,850 km. Größe: 中文 🙂',
      );
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await page.goto(`${app.url}#/providers`);
      await expect(page.getByRole('region', { name: 'Gateway' })).toBeVisible();
      const found = await recordsOf(page);
      let count = 0;
      for (const [name, records] of Object.entries(stored.records)) {
        if (!Array.isArray(records)) {
          for (const [key, value] of Object.entries(records as object))
            expect(found[name]).toContainEqual({ key, value });
          continue;
        }
        for (const record of records as Record<string, unknown>[]) {
          const { blob: _, ...fields } = record;
          const read = found[name]?.find(({ key }) => key === record['id'])?.value;
          expect(read).toMatchObject(fields);
          count += 1;
        }
        expect(found[name]).toHaveLength(records.length);
      }
      console.log(`version ${stored.version}: ${count} records, lost: 0`);
    },
  );
}

test('a tab that an older one holds back says so, and goes on by itself', async ({
  page,
  app,
  context,
}) => {
  const oldest = databases.find(({ version }) => version === 1);
  if (!oldest) throw new Error('There is no database of version 1.');
  const older = await context.newPage();
  await openBeside(older, app.url);
  await makeIn(older, oldest);
  await older.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('patchbay', 1);
        request.addEventListener('success', () => {
          Object.assign(window, { held: request.result });
          resolve();
        });
      }),
  );
  await page.goto(`${app.url}#/`);
  const held = page.getByText('Another tab holds an older Patchbay open');
  await expect(held).toBeVisible();
  await composer(page).fill('Typed while it waits');
  await older.close();
  await expect(page.getByRole('link', { name: 'How long is the Danube?' })).toBeVisible();
  await expect(held).toBeHidden();
  await expect(composer(page)).toHaveValue('Typed while it waits');
});

test('a tab that a newer version makes outdated says so, keeps what is typed, and steps aside', async ({
  page,
  app,
  context,
}) => {
  await page.goto(`${app.url}#/`);
  await expect(composer(page)).toBeVisible();
  const newer = await context.newPage();
  await openBeside(newer, app.url);
  await composer(page).fill('Not sent yet');
  await upgradeIn(newer, newest + 1);
  await expect(page.getByText('Another tab runs a newer Patchbay')).toBeVisible();
  await button(page, 'Reload').click();
  await expect(page.getByText('This browser holds chats of a newer Patchbay')).toBeVisible();
  await expect(composer(page)).toHaveValue('Not sent yet');
});
