import type { StorageUse } from '../core/backup/types';

/** Asks the browser how much is stored here; undefined where it does not tell, as on an insecure origin. */
export function createStorageUse(navigator: Navigator): () => Promise<StorageUse | undefined> {
  // The DOM's types don't know that it may be missing.
  const storage: StorageManager | undefined = navigator.storage;
  return async () => {
    const { usage, quota } = (await storage?.estimate()) ?? {};
    return usage === undefined || quota === undefined ? undefined : { used: usage, quota };
  };
}
