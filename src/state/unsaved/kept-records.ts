import type { PendingWrites, UnsavedContents, UnsavedWay } from './pending';
import { isForGood, whyUnsaved } from './why';

export interface KeptRecordsTools<T> {
  pending: PendingWrites;
  kind: string;
  write(record: T): Promise<void>;
  labelOf(record: T): string;
  contentsOf(record: T): UnsavedContents;
  /** It is on disk now: the other tabs are told. */
  onWritten(): void;
}

export interface KeptRecords<T> {
  /** Writes a record, or keeps it and tries again. */
  save(record: T): Promise<void>;
  /** Keeps a record that is gone from the disk, until a person wants it saved again. */
  keepLost(record: T, reason: string): void;
  /** What is stored, with what is kept in its place or behind it. */
  over(stored: readonly T[]): T[];
  drop(id: string): void;
}

/** Records of their own that could not be written: the last version of each counts. */
export function createKeptRecords<T extends { id: string }>(
  tools: KeptRecordsTools<T>,
): KeptRecords<T> {
  const { pending } = tools;
  const kept = new Map<string, T>();
  const keyOf = (id: string) => `${tools.kind}:${id}`;

  function keep(record: T, reason: string, way: UnsavedWay = 'retried'): void {
    const own = structuredClone(record);
    kept.set(own.id, own);
    pending.put({
      key: keyOf(own.id),
      label: tools.labelOf(own),
      reason,
      way,
      contents: async () => tools.contentsOf(own),
      async write() {
        await tools.write(own);
        tools.onWritten();
        if (kept.get(own.id) !== own) return false;
        kept.delete(own.id);
        return true;
      },
    });
  }

  return {
    async save(record) {
      const known = pending.items().find(({ key }) => key === keyOf(record.id));
      if (known) return keep(record, known.reason, known.way);
      try {
        await tools.write(record);
      } catch (error) {
        if (isForGood(error)) throw error;
        keep(record, whyUnsaved(error));
      }
    },
    keepLost: (record, reason) => keep(record, reason, 'asks'),
    over(stored) {
      const ids = new Set(stored.map(({ id }) => id));
      const added = [...kept.values()].filter(({ id }) => !ids.has(id));
      return structuredClone([...stored.map((record) => kept.get(record.id) ?? record), ...added]);
    },
    drop(id) {
      kept.delete(id);
      pending.drop(keyOf(id));
    },
  };
}
