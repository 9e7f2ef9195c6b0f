import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Choice } from './choose';
import { openBackup } from './open';
import { contents, mutated } from './testing/arbitrary-contents';
import { plainSealing, planOf, restoreAll, textOf } from './testing/backup-files';
import { type Contents, memoryStores } from './testing/memory-stores';
import { quickFile } from './testing/quick-file';
import { undoRestore } from './undo';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
/** Of these, whole files that must come back as they were. */
const WHOLE = Math.ceil(RUNS / 10);
/** Files that are broken in ever other ways: writing takes longer than breaking. */
const FILES = 60;
const options = { seed: 8, endOnFailure: true } as const;
const LONG_MS = Math.max(120_000, RUNS * 20);

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

test('what is written comes back as it was', { timeout: LONG_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(contents, async (stored) => {
      const text = await textOf(memoryStores(stored), { attachments: true, passphrase: 'p' });
      const into = memoryStores();
      const file = await openBackup(quickFile(text), {
        source: into,
        target: into,
        sealing: plainSealing,
      });
      if (file.kind === 'foreign') throw new Error(file.message);
      await file.backup.unlock('p');
      expect((await planOf(file.backup)).problems).toEqual([]);
      await restoreAll(file.backup);
      expect(comparable(into.contents())).toEqual(comparable(memoryStores(stored).contents()));
    }),
    { ...options, numRuns: WHOLE },
  );
});

test(
  'no file, however broken, throws or takes away what is here',
  { timeout: LONG_MS },
  async () => {
    let [files, foreign, written, lost] = [0, 0, 0, 0];
    const choice = fc.constantFrom<Choice[]>('newer', 'here', 'file', 'both');
    const texts = await Promise.all(
      fc
        .sample(contents, { seed: options.seed, numRuns: FILES })
        .map((stored) => textOf(memoryStores(stored), { attachments: true, passphrase: 'p' })),
    );
    const text = fc.constantFrom(...texts).chain(mutated);
    const broken = fc.record({ here: contents, chosen: choice, text });
    await fc.assert(
      fc.asyncProperty(broken, async ({ here, chosen, text: damaged }) => {
        const stores = memoryStores(here);
        const before = stores.contents();
        files += 1;
        const file = await openBackup(quickFile(damaged), {
          source: stores,
          target: stores,
          sealing: plainSealing,
        });
        if (file.kind === 'foreign') {
          foreign += 1;
          expect(file.message).not.toBe('');
          return;
        }
        await file.backup.unlock('p');
        await planOf(file.backup);
        const choices = { chats: chosen, providers: chosen, library: chosen, settings: chosen };
        const restored = await restoreAll(file.backup, choices);
        written += restored.done.length;
        lost += missing(before, stores.contents());
        if (chosen === 'here') expect(changed(before, stores.contents())).toEqual([]);
        expect(await undoRestore(restored, stores)).toBe(0);
        expect(stores.contents()).toEqual(before);
      }),
      { ...options, numRuns: RUNS - WHOLE },
    );
    process.stdout.write(
      `backups: ${WHOLE} whole files, ${files} broken ones (${foreign} foreign), ${written} records written, lost: ${lost}\n`,
    );
    expect(lost).toBe(0);
    expect(written).toBeGreaterThan(files);
  },
);

function missing(before: Contents, after: Contents): number {
  const gone = Object.entries(before).flatMap(([name, store]) =>
    Object.keys(store).filter((key) => !Object.hasOwn(after[name as keyof Contents] ?? {}, key)),
  );
  return gone.length;
}

function changed(before: Contents, after: Contents): string[] {
  return Object.entries(before).flatMap(([name, store]) =>
    name === 'settings'
      ? []
      : Object.entries(store).flatMap(([key, record]) =>
          JSON.stringify(after[name as keyof Contents]?.[key]) === JSON.stringify(record)
            ? []
            : [key],
        ),
  );
}
