import { expect, test } from 'vitest';
import { backupName, BackupTooLarge } from '../core/backup/kept-backups';
import { createBackupPlace } from './backup-place';
import { fakeDirectory, type FakeDirectoryOptions } from './testing/fake-directory';

const OLD = backupName(Date.parse('2026-11-26T10:00:00Z'), 2);
const NEW = backupName(Date.parse('2026-11-27T10:00:00Z'), 3);

async function* pieces(...texts: string[]) {
  yield* texts;
}

test.each<FakeDirectoryOptions['move']>(['works', 'throws', undefined])(
  'a backup gets its name when it is whole (move: %s), and nothing else is left',
  async (move) => {
    const { files, handle } = fakeDirectory({ move });
    const place = createBackupPlace(handle);
    expect(await place.write(NEW, pieces('{"a":', '"ü"}'))).toBe(10);
    expect([...files]).toEqual([[NEW, '{"a":"ü"}']]);
    expect(await place.list()).toEqual([
      { name: NEW, at: Date.parse('2026-11-27T10:00:00Z'), chats: 3, bytes: 10 },
    ]);
    expect(await (await place.read(NEW)).text()).toBe('{"a":"ü"}');
  },
);

test('what a crash left half written is no backup, and goes with the next write', async () => {
  const { files, handle } = fakeDirectory({ move: 'works' });
  files.set(OLD, '{}');
  // Killed while it wrote, and between the name and the bytes.
  files.set(`${NEW}.part`, '{"recor');
  files.set(backupName(Date.parse('2026-11-27T09:00:00Z'), 1), '');
  files.set(`${OLD}.part.crswap`, '{"rec');
  files.set(`${OLD}.crswap`, '{"rec');
  files.set('holiday.jpg.part', 'x');
  const place = createBackupPlace(handle);
  expect((await place.list()).map(({ name }) => name)).toEqual([OLD]);
  await place.write(NEW, pieces('{}'));
  expect((await place.list()).map(({ name }) => name)).toEqual([NEW, OLD]);
  expect([...files.keys()]).toContain('holiday.jpg.part');
  const left = [...files.keys()].filter((name) => /^patchbay.*(part|crswap)$/.test(name));
  expect(left).toEqual([]);
});

test('a full disk, a failing source or too many bytes leave what was there', async () => {
  const full = new DOMException('full', 'QuotaExceededError');
  const { files, handle } = fakeDirectory({
    move: 'works',
    onWrite: (name) => {
      if (name.startsWith(NEW)) throw full;
    },
  });
  files.set(OLD, '{}');
  await expect(createBackupPlace(handle).write(NEW, pieces('{}'))).rejects.toBe(full);
  expect([...files.keys()]).toEqual([OLD]);

  const room = fakeDirectory();
  room.files.set(OLD, '{}');
  const place = createBackupPlace(room.handle);
  const write = place.write(NEW, pieces('12345', '67890'), 8);
  await expect(write).rejects.toBeInstanceOf(BackupTooLarge);
  async function* broken() {
    yield '{';
    throw new Error('a record cannot be read');
  }
  await expect(place.write(NEW, broken())).rejects.toThrow('a record cannot be read');
  expect([...room.files.keys()]).toEqual([OLD]);
});
