import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../core/settings/types';
import { createAttachmentRepository } from './attachment-repository';
import { createConversationRepository } from './conversation-repository';
import type { Database } from './database';
import { createLibraryRepository } from './library-repository';
import { createProviderRepository } from './provider-repository';
import { migrations, type StoreName } from './schema';
import { createSetAside } from './set-aside';
import { createSettingsRepository } from './settings-repository';
import { openFresh, rawRecords } from './testing/database';
import { makeDatabase, type StoredDatabase, type StoredLayout } from './testing/stored-database';
import { createToolServerRepository } from './tool-server-repository';

const files = import.meta.glob<StoredDatabase>('./testing/databases/v*.json', {
  eager: true,
  import: 'default',
});
const databases = Object.values(files).sort((a, b) => a.version - b.version);

test('every version of the layout has a stored database here', () => {
  // A new step needs the database of the version that it makes: its layout, and records as that version writes them.
  expect(databases.map(({ version }) => version)).toEqual(migrations.map((_, at) => at + 1));
});

function layoutOf(database: Database): Promise<StoredLayout> {
  const names: StoreName[] = ['settings'];
  return database.transact(names, 'readonly', ({ db }) => {
    const transaction = db.transaction([...db.objectStoreNames]);
    return [...db.objectStoreNames].map((name) => {
      const store = transaction.objectStore(name);
      const indexes = [...store.indexNames].map((index) => {
        const { keyPath } = store.index(index);
        return { name: index, keyPath };
      });
      return { name, keyPath: store.keyPath as string | null, indexes };
    });
  });
}

const withoutVersion = (record: unknown): unknown => {
  const { v, ...fields } = record as { v: number };
  expect(v).toBe(1);
  return fields;
};

describe.each(databases)('version $version', (stored) => {
  const open = async () => {
    const factory = new IDBFactory();
    await makeDatabase(factory, stored);
    return openFresh({ factory });
  };
  const of = (name: string) => ((stored.records[name] ?? []) as unknown[]).map(withoutVersion);
  const byId = (records: readonly unknown[]) =>
    records.toSorted((a, b) => ((a as { id: string }).id < (b as { id: string }).id ? -1 : 1));

  test('its steps, which never change, make the layout that it had', async () => {
    const database = await openFresh({ migrations: migrations.slice(0, stored.version) });
    expect(await layoutOf(database)).toEqual(stored.layout);
  });

  test('gets the layout of today, and keeps every record as it was', async () => {
    const database = await open();
    expect(await layoutOf(database)).toEqual(await layoutOf(await openFresh()));
    for (const [name, records] of Object.entries(stored.records)) {
      if (name === 'attachments') continue;
      const all = Array.isArray(records) ? byId(records) : Object.values(records as object);
      expect(await rawRecords(database, name as StoreName)).toEqual(all);
    }
  });

  test('is read field by field, and nothing is set aside', async () => {
    const database = await open();
    const setAside = createSetAside();
    const conversations = createConversationRepository(database, setAside);
    const { heads } = await conversations.listConversations({ count: 100 });
    expect(byId(heads)).toEqual(of('conversations'));
    const messages = await Promise.all(heads.map(({ id }) => conversations.listMessages(id)));
    expect(byId(messages.flat())).toEqual(byId(of('messages')));

    const { providers, ...setup } = await createProviderRepository(database, setAside).load();
    expect(providers).toEqual(of('providers'));
    const settings = stored.records['settings'] as { settings: object; setup: object };
    expect(setup).toEqual(settings.setup);
    expect(await createSettingsRepository(database).load()).toEqual({
      ...defaultSettings,
      ...settings.settings,
    });
    expect(byId(await createLibraryRepository(database, setAside).list())).toEqual(of('library'));
    expect(await createToolServerRepository(database, setAside).list()).toEqual(of('tool-servers'));
    expect(setAside.count()).toBe(0);
  });

  test('its attachments come with their bytes', async () => {
    const repository = createAttachmentRepository(await open(), createSetAside());
    const records = (stored.records['attachments'] ?? []) as StoredFile[];
    for (const { id, conversationId, blob, text } of records) {
      const [read] = await repository.readWhole(conversationId, [id]);
      expect(read).toMatchObject({ id, conversationId, ...(text !== undefined && { text }) });
      expect(read?.blob.type).toBe(blob.type);
      const bytes = (await read?.blob.arrayBuffer()) ?? new ArrayBuffer();
      expect(btoa(String.fromCharCode(...new Uint8Array(bytes)))).toBe(blob.base64);
    }
  });

  test('takes what is written today beside what it has', async () => {
    const conversations = createConversationRepository(await open(), createSetAside());
    await conversations.changeChats(['c1'], { head: (head) => ({ ...head, pinned: true }) });
    const [before] = of('conversations');
    expect(await conversations.getConversation('c1')).toEqual({
      ...(before as object),
      pinned: true,
    });
  });
});

interface StoredFile {
  id: string;
  conversationId: string;
  blob: { type: string; base64: string };
  text?: string;
}
