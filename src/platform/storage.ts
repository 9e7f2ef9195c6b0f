import { deferred } from '../lib/deferred';
import type { ConnectionEvents } from './connection';
import { createConversationRepository } from './conversation-repository';
import { type Database, openDatabase, type OpenOutcome } from './database';
import type { Repositories } from './memory-repositories';
import { createProviderRepository } from './provider-repository';
import type { SetAside } from './set-aside';
import { keepingUnsaved, UNSAVED } from './keep-unsaved';
import { createSettingsRepository } from './settings-repository';

export interface AppStorage extends Repositories {
  /** False: all lives in this tab only, and `problem` says why, in a sentence for people. */
  persistent: boolean;
  /** Chats that got back what this tab could not write when it was outdated, or left. */
  putBack?: readonly string[];
  /** Keeps what is being written, for the next start of this tab; absent where nothing is stored. */
  keepUnwritten?: () => void;
  problem?: string;
  /** For what comes late and has stores of its own; absent where nothing is stored. */
  database?: Database;
}

export interface StorageOptions extends ConnectionEvents {
  factory: IDBFactory | undefined;
  setAside: SetAside;
  /** Keeps what a tab that is outdated or being left cannot write, for its next start. */
  session?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
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
  const conversations = createConversationRepository(database, options.setAside);
  const kept = options.session?.getItem(UNSAVED);
  const keeping = keepingUnsaved(conversations, options.session);
  return {
    providers: createProviderRepository(database, options.setAside),
    ...(kept && { putBack: await putBack(kept, conversations, options.session) }),
    conversations: keeping,
    keepUnwritten: keeping.keepUnwritten,
    attachments: deferred(async () => {
      const { createAttachmentRepository } = await import('./attachment-repository');
      return createAttachmentRepository(database, options.setAside);
    }),
    settings: createSettingsRepository(database),
    database,
    persistent: true,
  };
}

async function putBack(
  kept: string,
  conversations: AppStorage['conversations'],
  session: StorageOptions['session'],
): Promise<readonly string[]> {
  try {
    const { putBackUnsaved } = await import('./put-back-unsaved');
    const changed = await putBackUnsaved(kept, conversations);
    session?.removeItem(UNSAVED);
    return changed;
  } catch {
    // It stays where it is, for the next start.
    return [];
  }
}

/** This browser's IndexedDB; undefined where it is missing. With site data denied, even looking throws. */
export function browserIndexedDB(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB;
  } catch {
    return undefined;
  }
}

/** This tab's session storage; undefined where it is denied. */
export function browserSession(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
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
