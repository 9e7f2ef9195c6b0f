import type { Protector } from '../core/backup/ports';

/** The browser's promise not to clear this address by itself (`StorageManager.persist`). */
export function createProtector(navigator: Navigator): Protector {
  // The DOM's types don't know that it may be missing, as it is on an insecure origin.
  const storage: StorageManager | undefined = navigator.storage;
  return {
    isProtected: async () => storage?.persisted(),
    ask: async () => (await storage?.persist()) ?? false,
  };
}
