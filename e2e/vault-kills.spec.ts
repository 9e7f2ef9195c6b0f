/* The browser is killed while the keys are locked, locked anew or unlocked: each key is there afterwards, whole. */
import type { Page } from '@playwright/test';
import { button, expect as hasty, test } from './chat-pages';
import { killableBrowser } from './killed-browser';
import { connect, exported, savedUrl } from './provider-pages';

const KILLS = 10;
const PROVIDERS = 60;
/** Deriving a key and rewriting so many records takes about this long here; the kills are spread over it. */
const LATEST_MS = 1_500;
const keyAt = (at: number): string => `sk-of-provider-${at}-0123456789`;

const expect = hasty.configure({ timeout: 60_000 });

/** More providers like the one that is stored, with a key each. */
async function addMore(page: Page): Promise<void> {
  const keys = Array.from({ length: PROVIDERS }, (_, at) => keyAt(at));
  await page.evaluate(async (all) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) =>
        request.addEventListener('success', () => resolve(request.result)),
      );
    const database = await settled(indexedDB.open('patchbay'));
    const transaction = database.transaction('providers', 'readwrite');
    const store = transaction.objectStore('providers');
    const [like] = (await settled(store.getAll())) as Record<string, unknown>[];
    all.forEach((apiKey, at) =>
      store.put({ ...like, id: `copy-${at}`, key: `copy-${at}`, label: `Copy ${at}`, apiKey }),
    );
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    database.close();
  }, keys);
}

/** How many keys lie in clear and how many locked, past the app. */
const lying = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ clear: number; locked: number; hasLock: boolean }>((resolve) => {
        const opening = indexedDB.open('patchbay');
        opening.addEventListener('success', () => {
          const transaction = opening.result.transaction(['providers', 'settings']);
          const providers = transaction.objectStore('providers').getAll();
          const lock = transaction.objectStore('settings').get('vault');
          transaction.addEventListener('complete', () => {
            opening.result.close();
            const keys = (providers.result as { apiKey?: string }[])
              .map(({ apiKey = '' }) => apiKey)
              .filter(Boolean);
            const clear = keys.filter((key) => key.startsWith('sk-of-provider-')).length;
            const hasLock = lock.result !== undefined;
            resolve({ clear, locked: keys.length - clear, hasLock });
          });
        });
      }),
  );

/** Opens the dialog in which the passphrase is chosen, fills it in, and presses its button. */
async function lockWith(page: Page, action: string, passphrase: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: action });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('Passphrase again').fill(passphrase);
  await dialog.getByRole('button', { name: action }).click();
}

/** Answers the question for the passphrase with the first that is right, and tells which. */
async function unlockWith(page: Page, passphrases: readonly string[]): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'Unlock keys' });
  for (const passphrase of passphrases) {
    await dialog.getByLabel('Passphrase').fill(passphrase);
    await dialog.getByLabel('Passphrase').press('Enter');
    const wrong = dialog.getByText('That is another passphrase.');
    await expect(async () => {
      expect((await wrong.isVisible()) || (await dialog.isHidden())).toBe(true);
    }).toPass();
    if (await dialog.isHidden()) return passphrase;
  }
  throw new Error('No passphrase opens the keys.');
}

test('no key is lost with the browser killed while they are locked or their passphrase is changed', async ({
  app,
  serve,
}) => {
  test.setTimeout(600_000);
  const server = await serve({ models: [{ id: 'scripted' }] });
  const browser = await killableBrowser('chromium');
  let lost = 0;
  const ends = { before: 0, after: 0 };
  try {
    let page = await browser.open();
    await page.goto(`${app.url}#/providers/add`);
    await connect(page, server.url);
    await expect(page).toHaveURL(savedUrl);
    await addMore(page);
    let current: string | undefined;
    for (let round = 0; round < KILLS; round += 1) {
      const next = `correct horse battery ${round}`;
      await page.goto(`${app.url}#/settings`);
      await page.reload();
      if (current === undefined) {
        await button(page, 'Lock keys with a passphrase').click();
        await lockWith(page, 'Lock keys', next);
      } else {
        await button(page, 'Change passphrase').click();
        await unlockWith(page, [current]);
        await lockWith(page, 'Change passphrase', next);
      }
      await new Promise((go) => setTimeout(go, ((round * 7) % KILLS) * (LATEST_MS / KILLS)));
      await browser.kill();

      page = await browser.open();
      await page.goto(`${app.url}#/settings`);
      await expect(page.getByRole('region', { name: 'Keys' }).getByRole('button')).not.toHaveCount(
        0,
      );
      const { clear, locked, hasLock } = await lying(page);
      // All in one way.
      expect([clear, locked]).toEqual(hasLock ? [0, PROVIDERS] : [PROVIDERS, 0]);
      const known: string | undefined = current;
      if (hasLock) {
        await button(page, 'Unlock').click();
        current = await unlockWith(page, known === undefined ? [next] : [next, known]);
      }
      ends[current === next ? 'after' : 'before'] += 1;
      await page.getByRole('link', { name: 'Providers', exact: true }).click();
      const file = await exported(page, true);
      for (let at = 0; at < PROVIDERS; at += 1) if (!file.includes(`"${keyAt(at)}"`)) lost += 1;
    }
    console.log(
      `${KILLS} kills while ${PROVIDERS} keys were locked (${ends.before} before it was done, ${ends.after} after), lost: ${lost}`,
    );
    expect(lost).toBe(0);
  } finally {
    await browser.remove();
  }
});
