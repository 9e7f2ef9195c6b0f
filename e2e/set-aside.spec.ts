import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ask, button, composer, expect, test } from './chat-pages';
import { done, finish, say } from './servers/scripted';

const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const section = (page: Page) => page.getByRole('region', { name: 'Set aside' });

/** Puts foreign values of every kind into every store; answers how many. */
function spoil(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const circle: Record<string, unknown> = { title: 'Circle' };
    circle['self'] = circle;
    let deep: unknown = 0;
    for (let level = 0; level < 500; level += 1) deep = { deep };
    const odd: unknown[] = [
      ...[null, undefined, true, 0, -1, NaN, Infinity, 9n, '', 'x'.repeat(20_000), '<b>'],
      ...[[], {}, [[]], circle, deep, new Date(NaN), new Date(), /x/, new Error('x')],
      ...[
        new Map([[{}, 1]]),
        new Set([1]),
        new Blob(['x']),
        new ArrayBuffer(8),
        new Float64Array(9),
      ],
    ];
    const ids: IDBValidKey[] = ['', '__proto__', 0, new Date(0), [], ['a', [1]], new Uint8Array(2)];
    const fields = (
      'id v title text role kind name url baseUrl apiKey headers createdAt updatedAt parentId ' +
      'conversationId settings tools queue leafId blob attachments toolCalls status model'
    ).split(' ');
    const settled = (request: IDBRequest) =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', (event) => {
          event.preventDefault();
          reject(new Error(String(request.error)));
        });
      });
    const opening = indexedDB.open('patchbay');
    await settled(opening);
    const database = opening.result;
    let count = 0;
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store, 'readwrite').objectStore(store);
      const put = async (record: unknown, key?: IDBValidKey) => {
        count += 1;
        await settled(key === undefined ? objects.put(record) : objects.put(record, key));
      };
      if (objects.keyPath === null) {
        for (const [at, value] of odd.entries()) await put(value, `odd-${at}`);
        for (const key of ['settings', 'setup']) await put(odd.at(-5), key);
        continue;
      }
      for (const id of ids) await put({ id });
      await put({ id: 'huge', title: 'x'.repeat(5_000_000) });
      for (const [at, value] of odd.entries()) {
        // All fields at once, and one in a record that is sound but for it.
        const all = Object.fromEntries(fields.map((field) => [field, value]));
        await put({ ...all, id: `${store}-all-${at}` });
        for (const field of fields.slice(1)) {
          const id = `${store}-${field}-${at}`;
          const sound = { v: 1, title: 'T', text: 'T', role: 'user', kind: 'prompt', name: 'N' };
          const more = { url: 'http://a.test/', baseUrl: 'http://a.test/v1', apiKey: 'sk-hidden' };
          // Nobody is asked for what is known, and nobody who is switched off.
          const quiet = { fileModels: [{ id: 'm', name: 'm' }], isEnabled: false };
          const placed = { createdAt: at, updatedAt: at, parentId: null, conversationId: 'loop' };
          await put({ ...sound, ...more, ...quiet, ...placed, id, [field]: value });
        }
      }
      const chat = { conversationId: 'loop', role: 'user', text: 'Round', createdAt: 1 };
      await put({ ...chat, id: 'loop', title: 'Loop', updatedAt: 1, parentId: 'loop-2' });
      await put({ ...chat, id: 'loop-2', title: 'Loop', updatedAt: 2, parentId: 'loop' });
    }
    database.close();
    return count;
  });
}

test(
  'foreign records of every kind in every store: it starts, works, and exports what it cannot read',
  { tag: '@firefox' },
  async ({ page, app, begin, browserName }) => {
    test.setTimeout(240_000);
    const server = await begin({ chat: [say('Sound'), finish('stop'), done()] });
    await ask(page, 'Before');
    await expect(answers(page)).toHaveAttribute('data-status', 'done');
    const count = await spoil(page);
    console.log(`${count} foreign records`);
    await page.reload();
    await expect(page.getByText('Some of what is stored could not be read.')).toHaveCount(1, {
      timeout: 60_000,
    });
    await expect(answers(page)).toContainText('Sound');
    server.set({ chat: [say('Still'), finish('stop'), done()] });
    await ask(page, 'After');
    await expect(answers(page).last()).toContainText('Still', { timeout: 30_000 });
    for (const place of ['providers', 'prompts', 'tools', 'settings', 'log', 'chat/loop', '']) {
      await page.goto(`${app.url}#/${place}`);
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText('could not be drawn')).toHaveCount(0);
    }
    await expect(composer(page)).toBeVisible();

    await page.goto(`${app.url}#/storage`);
    await expect(section(page)).toContainText(/\d+ providers/, { timeout: 60_000 });
    await expect(section(page)).toContainText(/messages? without/);
    await expect(button(page, 'Remove')).toHaveCount(0);
    // A stock Firefox tells its driver of no download.
    const started = browserName === 'firefox' ? undefined : page.waitForEvent('download');
    await button(page, 'Export').click();
    if (started) {
      const text = await readFile(await (await started).path(), 'utf8');
      expect(JSON.parse(text)).toMatchObject({ type: 'patchbay-set-aside' });
      const { records } = JSON.parse(text) as { records: { store: string }[] };
      expect(records.length).toBeGreaterThan(300);
      const secrets = records.filter(({ store }) => store === 'providers');
      expect(JSON.stringify(secrets)).not.toContain('sk-hidden');
    }
    await button(page, 'Remove').click();
    await expect(section(page)).toContainText('Every record that is stored can be read.', {
      timeout: 60_000,
    });
    await button(page, 'Undo').click();
    await expect(section(page)).toContainText(/\d+ providers/, { timeout: 60_000 });
  },
);
