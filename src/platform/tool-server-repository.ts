import { promisifyRequest } from 'idb-keyval';
import { savedOver } from '../core/tool-servers/merge-stored';
import { restoreToolServer } from '../core/tool-servers/restore';
import { secretsOfServer } from '../core/tool-servers/secrets';
import type { ToolServer, ToolServerRepository } from '../core/tool-servers/types';
import type { Database } from './database';
import type { SetAside } from './set-aside';
import { restoreAll, stamp } from './stored-record';
import { guardSecrets } from './vault-guard';

/** MCP servers in IndexedDB; writes are strict and throw a StorageError, reads skip what is broken. */
export function createToolServerRepository(
  { transact }: Database,
  setAside: SetAside,
): ToolServerRepository {
  return {
    async list() {
      const records = await transact(['tool-servers'], 'readonly', (transaction) =>
        promisifyRequest<unknown[]>(transaction.objectStore('tool-servers').getAll()),
      );
      return restoreAll(records, restoreToolServer, setAside, 'tool-servers');
    },
    save: (server, before) =>
      transact(['tool-servers', 'settings'], 'strict', async (transaction) => {
        const store = transaction.objectStore('tool-servers');
        const record = before && (await promisifyRequest<unknown>(store.get(server.id)));
        const saved = savedOver(restoreToolServer(record), server, before);
        if (!saved) return undefined;
        await guardSecrets(transaction, secretsOfServer(saved));
        store.put(stamp(saved));
        return saved;
      }),
    async remove(id) {
      await transact(['tool-servers'], 'strict', (transaction) => {
        transaction.objectStore('tool-servers').delete(id);
      });
    },
  };
}

/** The same in this tab's memory. */
export function createMemoryToolServers(): ToolServerRepository {
  const servers = new Map<string, ToolServer>();
  return {
    list: async () => structuredClone([...servers.values()]),
    async save(server) {
      servers.set(server.id, structuredClone(server));
      return server;
    },
    remove: async (id) => void servers.delete(id),
  };
}
