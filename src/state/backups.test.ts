import { createRoot } from 'solid-js';
import { expect, test, vi } from 'vitest';
import { defaultChoices } from '../core/backup/choose';
import { memoryStores } from '../core/backup/testing/memory-stores';
import { someContents } from '../core/backup/testing/some-records';
import { createWriteBackup } from '../core/backup/write';
import { createBackups } from './backups';

const never = new AbortController().signal;

async function setUp() {
  const stores = memoryStores();
  const tell = vi.fn();
  const source = memoryStores(someContents());
  const backups = createRoot(() =>
    createBackups({
      write: createWriteBackup({ source, now: () => 1 }),
      open: { source: stores, target: stores },
      note: async () => {},
      tell,
    }),
  );
  const file = await backups.collect({ attachments: true }, never, () => {});
  const opened = await backups.open(file);
  if (opened.kind === 'foreign') throw new Error(opened.message);
  return { stores, tell, backups, backup: opened.backup };
}

const everything = [
  { type: 'settings-changed' },
  { type: 'providers-changed' },
  { type: 'library-changed' },
  { type: 'tool-servers-changed' },
  { type: 'conversations-changed', ids: ['c1'] },
];

test('a restore and its undo are told to all tabs', async () => {
  const { stores, tell, backups, backup } = await setUp();
  const outcome = await backups.restore(backup, defaultChoices, never, () => {});
  expect(outcome).toMatchObject({ counts: { conversations: 1, messages: 2, providers: 1 } });
  expect(tell.mock.calls.flat()).toEqual(everything);
  tell.mockClear();
  expect(backups.canUndo()).toBe(true);
  expect(await backups.undo()).toBe(0);
  expect(tell.mock.calls.flat()).toEqual(everything);
  expect(stores.contents()).toEqual({});
  expect(backups.canUndo()).toBe(false);
});

test('what was written before the storage failed can be undone too', async () => {
  const { stores, tell, backups, backup } = await setUp();
  const { change } = stores;
  stores.change = async (store, ...rest) => {
    if (store === 'messages') throw new Error('full');
    return change(store, ...rest);
  };
  const outcome = await backups.restore(backup, defaultChoices, never, () => {});
  expect(outcome).toMatchObject({ counts: { conversations: 1 }, error: new Error('full') });
  expect(outcome.counts.messages).toBeUndefined();
  expect(tell).toHaveBeenCalledWith({ type: 'conversations-changed', ids: ['c1'] });
  await backups.undo();
  expect(stores.contents()).toEqual({});
});

test('a backup that is stopped is none', async () => {
  const { backups } = await setUp();
  const controller = new AbortController();
  controller.abort();
  const stopped = backups.collect({ attachments: true }, controller.signal, () => {});
  await expect(stopped).rejects.toThrow();
});
