/** A database as a released version left it: its layout, and its records as that version wrote them. */
export interface StoredDatabase {
  version: number;
  layout: StoredLayout;
  /** By store; those of `settings` by their keys. A blob is `{ type, base64 }`. */
  records: Record<string, unknown>;
}

export type StoredLayout = {
  name: string;
  keyPath: string | null;
  indexes: { name: string; keyPath: string | string[] }[];
}[];

/** Makes it anew by hand, past all code of ours. Runs in a page as well, by its source: it refers to nothing outside. */
export function makeDatabase(
  factory: IDBFactory,
  { version, layout, records }: StoredDatabase,
  name = 'patchbay',
): Promise<void> {
  const blobOf = ({ type, base64 }: { type: string; base64: string }) =>
    new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], { type });
  const fill = (upgrade: IDBTransaction) => {
    for (const [store, all] of Object.entries(records)) {
      const objects = upgrade.objectStore(store);
      if (!Array.isArray(all)) {
        for (const [key, record] of Object.entries(all as object)) objects.put(record, key);
        continue;
      }
      for (const record of all as Record<string, unknown>[]) {
        const blob = record['blob'] as { type: string; base64: string } | undefined;
        objects.put(blob ? { ...record, blob: blobOf(blob) } : record);
      }
    }
  };
  return new Promise((resolve, reject) => {
    const request = factory.open(name, version);
    request.addEventListener('upgradeneeded', () => {
      for (const { name: store, keyPath, indexes } of layout) {
        const objects = request.result.createObjectStore(
          store,
          keyPath === null ? {} : { keyPath },
        );
        for (const index of indexes) objects.createIndex(index.name, index.keyPath);
      }
      if (request.transaction) fill(request.transaction);
    });
    request.addEventListener('error', () => reject(request.error ?? new Error('open failed')));
    request.addEventListener('success', () => {
      request.result.close();
      resolve();
    });
  });
}
