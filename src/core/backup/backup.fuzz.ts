import fc from 'fast-check';
import { expect } from 'vitest';
import { fuzz } from '../../lib/testing/fuzz';
import type { Choice } from './choose';
import { openBackup } from './open';
import { contents, mutated } from './testing/arbitrary-contents';
import { plainSealing, planOf, restoreAll, textOf } from './testing/backup-files';
import { type Contents, type MemoryStores, memoryStores } from './testing/memory-stores';
import { quickFile } from './testing/quick-file';
import { undoRestore } from './undo';

/** Files that are broken in ever other ways: writing takes longer than breaking. */
const FILES = 60;
const passphrase = 'p';

const open = (text: string, stores: MemoryStores) =>
  openBackup(quickFile(text), { source: stores, target: stores, sealing: plainSealing });

/** What may differ of what comes back: allowed once and for all, and names that are given once. */
function comparable(all: Contents): Contents {
  const stores = { ...all };
  delete stores.settings;
  const providers = Object.entries(stores.providers ?? {}).map(
    ([id, record]) => [id, { ...(record as object), key: '' }] as const,
  );
  const filled = Object.entries(stores).filter(([, store]) => Object.keys(store).length > 0);
  const rest = Object.fromEntries(filled);
  return providers.length > 0 ? { ...rest, providers: Object.fromEntries(providers) } : rest;
}

fuzz('a backup comes back as it was written', {
  what: 'backups',
  runs: 1_000,
  cases: contents,
  async check(stored) {
    const text = await textOf(memoryStores(stored), { attachments: true, passphrase });
    const into = memoryStores();
    const file = await open(text, into);
    if (file.kind === 'foreign') throw new Error(file.message);
    await file.backup.unlock(passphrase);
    expect((await planOf(file.backup)).problems).toEqual([]);
    await restoreAll(file.backup);
    expect(comparable(into.contents())).toEqual(comparable(memoryStores(stored).contents()));
  },
});

const texts = await Promise.all(
  fc
    .sample(contents, { seed: 8, numRuns: FILES })
    .map((stored) => textOf(memoryStores(stored), { attachments: true, passphrase })),
);

fuzz('no backup, however broken, throws or takes away what is here, and each can be undone', {
  what: 'broken backups',
  runs: 10_000,
  cases: fc.record({
    here: contents,
    choice: fc.constantFrom<Choice[]>('newer', 'here', 'file', 'both'),
    text: fc.constantFrom(...texts).chain(mutated),
  }),
  async check({ here, choice, text }) {
    const stores = memoryStores(here);
    const before = stores.contents();
    const file = await open(text, stores);
    if (file.kind === 'foreign') return expect(file.message).not.toBe('');
    await file.backup.unlock(passphrase);
    await planOf(file.backup);
    const choices = { chats: choice, providers: choice, library: choice, settings: choice };
    const restored = await restoreAll(file.backup, choices);
    expect(missing(before, stores.contents())).toEqual([]);
    if (choice === 'here') expect(changed(before, stores.contents())).toEqual([]);
    expect(await undoRestore(restored, stores)).toBe(0);
    expect(stores.contents()).toEqual(before);
  },
});

function missing(before: Contents, after: Contents): string[] {
  return Object.entries(before).flatMap(([name, store]) =>
    Object.keys(store).filter((key) => !Object.hasOwn(after[name as keyof Contents] ?? {}, key)),
  );
}

/** Settings of both are joined, whatever is chosen. */
function changed(before: Contents, after: Contents): string[] {
  return Object.entries(before).flatMap(([name, store]) => {
    const now = after[name as keyof Contents] ?? {};
    const isSame = ([key, record]: [string, unknown]) =>
      JSON.stringify(now[key]) === JSON.stringify(record);
    return name === 'settings'
      ? []
      : Object.entries(store).flatMap((entry) => (isSame(entry) ? [] : [entry[0]]));
  });
}
