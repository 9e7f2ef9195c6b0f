import { promisifyRequest } from 'idb-keyval';
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
    async save(server) {
      await transact(['tool-servers', 'settings'], 'strict', async (transaction) => {
        await guardSecrets(transaction, secretsOfServer(server));
        transaction.objectStore('tool-servers').put(stamp(server));
      });
    },
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
    save: async (server) => void servers.set(server.id, structuredClone(server)),
    remove: async (id) => void servers.delete(id),
  };
}
