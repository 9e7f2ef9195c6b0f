import type { PendingWrites, UnsavedContents, UnsavedWay } from './pending';
import { isForGood, whyUnsaved } from './why';

export interface KeptRecordsTools<T> {
  pending: PendingWrites;
  kind: string;
  /** `before` is what the record was made of; resolves with what is stored then. */
  write(record: T, before?: T): Promise<T | undefined | void>;
  labelOf(record: T): string;
  contentsOf(record: T): UnsavedContents;
  /** It is on disk now: the other tabs are told. */
  onWritten(): void;
}

export interface KeptRecords<T> {
  /** Writes a record, or keeps it and tries again. */
  save(record: T, before?: T): Promise<T | undefined>;
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
  const kept = new Map<string, { own: T; before: T | undefined }>();
  const keyOf = (id: string) => `${tools.kind}:${id}`;

  function keep(record: T, before: T | undefined, reason: string, way: UnsavedWay = 'retried'): T {
    const own = structuredClone(record);
    // What the disk still has is what the first one was made of.
    const known = kept.get(own.id);
    const one = { own, before: known ? known.before : before };
    kept.set(own.id, one);
    pending.put({
      key: keyOf(own.id),
      label: tools.labelOf(own),
      reason,
      way,
      contents: async () => tools.contentsOf(own),
      async write() {
        await tools.write(own, one.before);
        tools.onWritten();
        if (kept.get(own.id) !== one) return false;
        kept.delete(own.id);
        return true;
      },
    });
    return record;
  }

  return {
    async save(record, before) {
      const known = pending.items().find(({ key }) => key === keyOf(record.id));
      if (known) return keep(record, before, known.reason, known.way);
      try {
        return (await tools.write(record, before)) ?? undefined;
      } catch (error) {
        if (isForGood(error)) throw error;
        return keep(record, before, whyUnsaved(error));
      }
    },
    keepLost: (record, reason) => void keep(record, undefined, reason, 'asks'),
    over(stored) {
      const ids = new Set(stored.map(({ id }) => id));
      const added = [...kept.values()].flatMap(({ own }) => (ids.has(own.id) ? [] : own));
      const all = [...stored.map((record) => kept.get(record.id)?.own ?? record), ...added];
      return structuredClone(all);
    },
    drop(id) {
      kept.delete(id);
      pending.drop(keyOf(id));
    },
  };
}
