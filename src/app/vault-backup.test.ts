import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { defaultChoices } from '../core/backup/choose';
import { openBackup } from '../core/backup/open';
import type { BackupOptions } from '../core/backup/types';
import { createWriteBackup } from '../core/backup/write';
import { isSealed } from '../core/sealing/mark';
import { createBackupSource } from '../platform/backup-source';
import { createBackupTarget } from '../platform/backup-target';
import { createProviderRepository } from '../platform/provider-repository';
import { createSealing } from '../platform/sealing';
import { createSetAside } from '../platform/set-aside';
import { openFresh, rawRecords } from '../platform/testing/database';
import { provider } from '../platform/testing/records';
import { createVaultStore } from '../platform/vault-store';
import { linkedTabs } from '../state/testing/fakes';
import { openVault } from '../state/vault';

const KEY = 'sk-SECRETkey-1';

async function setUp() {
  const database = await openFresh();
  const sealing = createSealing(crypto, 10);
  const repository = createProviderRepository(database, createSetAside());
  await repository.save(provider('p1', { apiKey: KEY }));
  const vault = await createRoot(() =>
    openVault({
      store: createVaultStore(database),
      sealing,
      tabs: linkedTabs()(),
      onOpened: () => {},
      onRewritten: async () => {},
    }),
  );
  await vault.lockWith('of this browser');
  const source = createBackupSource(database);
  const write = createWriteBackup({ source, sealing, lock: vault, now: () => 1 });
  const backup = async (options: BackupOptions) => {
    let text = '';
    for await (const piece of write(options)) text += piece;
    return text;
  };
  const tools = { source, target: createBackupTarget(database), sealing, lock: vault };
  const stored = async () => JSON.stringify(await rawRecords(database, 'providers'));
  return { database, repository, vault, backup, tools, stored };
}

test('locked keys go into a backup under its own passphrase, and come back locked', async () => {
  const { repository, vault, backup, tools, stored } = await setUp();
  const text = await backup({ attachments: true, passphrase: 'of the file' });
  expect(text).not.toContain(KEY);
  expect(isSealed(text)).toBe(false);

  await repository.remove('p1');
  const opened = await openBackup(new Blob([text]), tools);
  if (opened.kind === 'foreign') throw new Error(opened.message);
  expect(await opened.backup.unlock('of the file')).toBe(true);
  const restored = { done: [], heads: new Map<string, string>() };
  await opened.backup.restore(defaultChoices, restored, new AbortController().signal, () => {});

  expect(await stored()).not.toContain(KEY);
  const [record] = (await repository.load()).providers;
  expect(isSealed(record?.apiKey ?? '')).toBe(true);
  expect(await vault.open(record)).toMatchObject({ id: 'p1', apiKey: KEY });
});

test('a backup without keys holds neither the keys nor what they were locked into', async () => {
  const { backup } = await setUp();
  const text = await backup({ attachments: true });
  expect(text).toContain('"p1"');
  expect(text).not.toContain(KEY);
  expect(isSealed(text)).toBe(false);
});
