import { deferred } from '../lib/deferred';
import type { ConnectionEvents } from './connection';
import { createConversationRepository } from './conversation-repository';
import { type Database, openDatabase, type OpenOutcome } from './database';
import type { Repositories } from './memory-repositories';
import { createProviderRepository } from './provider-repository';
import type { SetAside } from './set-aside';
import { createSettingsRepository } from './settings-repository';

export interface AppStorage extends Repositories {
  /** False: all lives in this tab only, and `problem` says why, in a sentence for people. */
  persistent: boolean;
  problem?: string;
  /** For what comes late and has stores of its own; absent where nothing is stored. */
  database?: Database;
}

export interface StorageOptions extends ConnectionEvents {
  factory: IDBFactory | undefined;
  setAside: SetAside;
}

/** The repositories over IndexedDB or, where that is not to be had, over this tab's memory; never throws. */
export async function openStorage(options: StorageOptions): Promise<AppStorage> {
  const outcome = await openDatabase(options);
  if (outcome.kind !== 'open') {
    // Hardly anybody needs these.
    const { createMemoryRepositories } = await import('./memory-repositories');
    return { ...createMemoryRepositories(), persistent: false, problem: problemOf(outcome.kind) };
  }
  const { database } = outcome;
  return {
    providers: createProviderRepository(database, options.setAside),
    conversations: createConversationRepository(database, options.setAside),
    attachments: deferred(async () => {
      const { createAttachmentRepository } = await import('./attachment-repository');
      return createAttachmentRepository(database, options.setAside);
    }),
    settings: createSettingsRepository(database),
    database,
    persistent: true,
  };
}

/** This browser's IndexedDB; undefined where it is missing. With site data denied, even looking throws. */
export function browserIndexedDB(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB;
  } catch {
    return undefined;
  }
}

function problemOf(kind: Exclude<OpenOutcome['kind'], 'open'>): string {
  return kind === 'too-new'
    ? 'This browser holds chats of a newer Patchbay. They are safe, but this version cannot read them. ' +
        'Reload to get the newer version; until then nothing is saved.'
    : 'This browser gives Patchbay no storage, as in some private windows. ' +
        'Chats and providers are gone when this tab closes.';
}
