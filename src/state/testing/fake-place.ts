import { type BackupPlace, readBackupName } from '../../core/backup/kept-backups';
import type { Picked, PickedPermission, StoredValue } from '../../core/backup/picked';

/** Backups in a Map; `fail` is thrown by the next writes for as long as it is set. */
export function fakePlace(): BackupPlace & {
  files: Map<string, string>;
  fail?: Error | undefined;
} {
  const files = new Map<string, string>();
  const place: ReturnType<typeof fakePlace> = {
    files,
    async list() {
      const names = [...files.keys()].toSorted().toReversed();
      return names.flatMap((name) => {
        const said = readBackupName(name);
        return said ? [{ name, bytes: files.get(name)?.length ?? 0, ...said }] : [];
      });
    },
    async write(name, pieces) {
      if (place.fail) throw place.fail;
      let text = '';
      for await (const piece of pieces) text += piece;
      files.set(name, text);
      return text.length;
    },
    read: async (name) => new Blob([files.get(name) ?? '']),
    async remove(name) {
      files.delete(name);
    },
  };
  return place;
}

/** A value that every tab of a test shares. */
export function fakeValue<T>(first: T): StoredValue<T> & { value: T } {
  const stored: StoredValue<T> & { value: T } = {
    value: first,
    load: async () => structuredClone(stored.value),
    async save(value) {
      stored.value = structuredClone(value);
    },
  };
  return stored;
}

/** What a browser says of something picked; `answer` is what a person answers when asked. */
export function fakePicked(name: string): Picked & {
  state: PickedPermission;
  answer: PickedPermission;
} {
  const picked = {
    name,
    state: 'granted' as PickedPermission,
    answer: 'granted' as PickedPermission,
    permission: async () => picked.state,
    ask: async () => (picked.state = picked.answer),
  };
  return picked;
}
