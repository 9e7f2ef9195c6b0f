import type { Sealing } from '../../sealing/types';
import { fromBase64, toBase64 } from '../../../lib/base64';
import { defaultChoices, type Choices } from '../choose';
import { type OpenedBackup, openBackup } from '../open';
import type { RestorePlan } from '../plan';
import type { Restored } from '../restore';
import type { BackupOptions } from '../types';
import { createWriteBackup } from '../write';
import type { MemoryStores } from './memory-stores';

/** Locks by writing the passphrase in front. */
export const plainSealing: Sealing = {
  newKey: async (passphrase) => keyOf(passphrase),
  keyOf: async (passphrase) => keyOf(passphrase),
};

function keyOf(passphrase: string): Awaited<ReturnType<Sealing['newKey']>> {
  const mark = `${passphrase} `;
  return {
    seal: async (text) => ({
      kdf: 'PBKDF2-SHA-256',
      iterations: 1,
      salt: toBase64(new Uint8Array(16)),
      iv: toBase64(new Uint8Array(12)),
      data: toBase64(new TextEncoder().encode(mark + text)),
    }),
    async open({ data }) {
      const text = new TextDecoder().decode(fromBase64(data));
      return text.startsWith(mark) ? text.slice(mark.length) : undefined;
    },
  };
}

export async function textOf(
  source: MemoryStores,
  options: BackupOptions = { attachments: true },
): Promise<string> {
  let text = '';
  const write = createWriteBackup({ source, sealing: plainSealing, now: () => 7 });
  for await (const piece of write(options)) text += piece;
  return text;
}

export async function opened(text: BlobPart, stores: MemoryStores): Promise<OpenedBackup> {
  const file = await openBackup(new Blob([text]), {
    source: stores,
    target: stores,
    sealing: plainSealing,
  });
  if (file.kind === 'foreign') throw new Error(file.message);
  return file.backup;
}

const { signal } = new AbortController();

export const planOf = (backup: OpenedBackup): Promise<RestorePlan> => backup.plan(signal, () => {});

export async function restoreAll(
  backup: OpenedBackup,
  choices: Partial<Choices> = {},
): Promise<Restored> {
  const restored: Restored = { done: [], heads: new Map() };
  await backup.restore({ ...defaultChoices, ...choices }, restored, signal, () => {});
  return restored;
}
