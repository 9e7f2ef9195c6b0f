export const DATABASE_NAME = 'patchbay';

export type StoreName =
  | 'providers'
  | 'conversations'
  | 'messages'
  | 'texts'
  | 'attachments'
  | 'settings'
  | 'library'
  | 'tool-servers';

/** Index over `[conversationId, createdAt]`: one chat is one range, in order of creation. */
export const BY_CONVERSATION = 'by-conversation';

/** Index over `updatedAt`: the newest chats are its end. A head without that time is not in it. */
export const BY_UPDATE = 'by-update';

/** Index over `conversationId` of the attachments. */
export const BY_OWNER = 'by-owner';

/** Takes the layout one version further; runs inside the upgrade transaction, so that it is all or nothing. */
export type Migration = (database: IDBDatabase, upgrade: IDBTransaction) => void;

/** One step for each version, the first from nothing to version 1. Steps that were released never change. */
export const migrations: readonly Migration[] = [
  (database) => {
    database.createObjectStore('providers', { keyPath: 'id' });
    database.createObjectStore('conversations', { keyPath: 'id' });
    database
      .createObjectStore('messages', { keyPath: 'id' })
      .createIndex(BY_CONVERSATION, ['conversationId', 'createdAt']);
    database.createObjectStore('attachments', { keyPath: 'id' });
    database.createObjectStore('settings');
  },
  (_, upgrade) => {
    upgrade.objectStore('conversations').createIndex(BY_UPDATE, 'updatedAt');
  },
  (database, upgrade) => {
    upgrade.objectStore('attachments').createIndex(BY_OWNER, 'conversationId');
    // Presets and prompts.
    database.createObjectStore('library', { keyPath: 'id' });
  },
  (database) => {
    // MCP servers.
    database.createObjectStore('tool-servers', { keyPath: 'id' });
  },
  (database) => {
    // What the search knows of the chats; everything in it can be made anew from the messages.
    database.createObjectStore('texts', { keyPath: 'id' });
  },
];
