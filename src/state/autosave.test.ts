import { expect, test, vi } from 'vitest';
import type { AutosaveRecord } from '../core/backup/autosave-record';
import { backupName } from '../core/backup/kept-backups';
import { createAutosave, type AutosaveTools } from './autosave';
import { createFolderLink, createSaveFolder } from './save-folder';
import { createSnapshots } from './snapshots';
import { alwaysIdle, fakeClock, settle } from './testing/fakes';
import { fakePicked, fakePlace, fakeValue } from './testing/fake-place';

const SOON = 10_000;
const HOUR = 60 * 60_000;
const START = Date.parse('2026-11-27T10:00:00Z');

async function* text() {
  yield '{}';
}

function setUp(change: Partial<AutosaveTools> = {}) {
  const place = fakePlace();
  const clock = fakeClock(START);
  const record = fakeValue<AutosaveRecord>({});
  const onFailure = vi.fn();
  let isLocked = false;
  const tools: AutosaveTools = {
    name: 'test',
    write: vi.fn(text),
    countChats: async () => 2,
    lastChange: async () => 0,
    record,
    clock,
    idle: alwaysIdle,
    async tryLock(_name, work) {
      if (isLocked) return false;
      isLocked = true;
      await work().finally(() => (isLocked = false));
      return true;
    },
    place: () => place,
    options: () => ({ attachments: false }),
    mostBytes: async () => Infinity,
    onFailure,
    ...change,
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
  };
  return { tools, place, clock, record, onFailure, pass, autosave: createAutosave(tools) };
}

test('a change is saved soon after, and further ones once an hour', async () => {
  const { autosave, place, pass } = setUp();
  autosave.changed();
  await settle();
  expect(place.files.size).toBe(0);
  await pass(SOON);
  expect([...place.files.keys()]).toEqual([backupName(START + SOON, 2)]);
  autosave.changed();
  await pass(SOON);
  await pass(HOUR - 2 * SOON);
  expect(place.files.size).toBe(1);
  await pass(SOON);
  expect(place.files.size).toBe(2);
  await pass(5 * HOUR);
  expect(place.files.size).toBe(2);
  expect(autosave.record().success).toMatchObject({ bytes: 2 });
});

test('each piece waits for a moment of rest, until somebody asks for the backup', async () => {
  const moments: (() => void)[] = [];
  const { autosave, place, pass } = setUp({
    async *write() {
      yield* ['{', '"a":', '1}'];
    },
    idle: () => new Promise((resolve) => void moments.push(resolve)),
  });
  autosave.changed();
  await pass(SOON);
  for (let moment = 0; moment < 2; moment += 1) {
    moments.shift()?.();
    await settle();
  }
  expect([autosave.busy(), moments.length, place.files.size]).toEqual([true, 1, 0]);
  const saved = autosave.saveNow();
  moments.shift()?.();
  await saved;
  expect([autosave.busy(), moments.length]).toEqual([false, 0]);
  expect([...place.files.values()]).toEqual(['{"a":1}']);
  // The next one is in no hurry.
  autosave.changed();
  await pass(2 * HOUR);
  expect(moments).toHaveLength(1);
  await autosave.saveNow();
  expect([moments.length, place.files.size]).toEqual([1, 2]);
});

test('two tabs that hear of one change write one backup', async () => {
  const { tools, autosave, place, pass } = setUp();
  const other = createAutosave(tools);
  autosave.changed();
  other.changed();
  await pass(SOON);
  await pass(SOON);
  await pass(3 * HOUR);
  expect(place.files.size).toBe(1);
  expect(tools.write).toHaveBeenCalledTimes(1);
});

test('what changed before the tab was closed is saved after the next start, and only that', async () => {
  const late = setUp({ lastChange: async () => START - 5_000 });
  await late.autosave.start();
  await late.pass(SOON);
  expect(late.place.files.size).toBe(1);
  const again = createAutosave({ ...late.tools, lastChange: async () => START - 5_000 });
  await again.start();
  await late.pass(3 * HOUR);
  expect(late.place.files.size).toBe(1);
});

test('where there is no chat yet, a start saves nothing', async () => {
  const { autosave, place, pass } = setUp();
  await autosave.start();
  await pass(SOON);
  expect(place.files.size).toBe(0);
});

test('a failure is told once and shown, tried again, and gone with the next success', async () => {
  const { autosave, place, onFailure, pass, record } = setUp();
  place.fail = new DOMException('x', 'QuotaExceededError');
  autosave.changed();
  await pass(SOON);
  await pass(SOON);
  await pass(HOUR);
  expect(onFailure.mock.calls).toEqual([
    ['The disk is full, or the browser leaves no more space.'],
  ]);
  expect(record.value.failure?.reason).toContain('full');
  place.fail = undefined;
  await pass(HOUR);
  expect(place.files.size).toBe(1);
  expect(autosave.record().failure).toBeUndefined();
});

test('backups that have served their time go after a new one is there', async () => {
  const { autosave, place, pass } = setUp();
  const old = [1, 2, 3, 4].map((hours) => backupName(START - hours * HOUR, 1));
  for (const name of old) place.files.set(name, '{}');
  autosave.changed();
  await pass(SOON);
  expect(place.files.size).toBe(3);
  expect([...place.files.keys()]).toContain(backupName(START + SOON, 2));
});

test('a clock that was ahead does not end backups', async () => {
  const { autosave, place, pass } = setUp();
  place.files.set(backupName(START + 900 * HOUR, 1), '{}');
  autosave.changed();
  await pass(SOON);
  expect(place.files.size).toBe(2);
});

test('turned off, nothing is saved by itself; asked for, it is', async () => {
  const { autosave, place, pass } = setUp();
  await autosave.set({ off: true });
  autosave.changed();
  await pass(HOUR);
  expect(place.files.size).toBe(0);
  await autosave.saveNow();
  expect(place.files.size).toBe(1);
});

test('a deleted snapshot comes back whole', async () => {
  const { autosave, place } = setUp();
  await autosave.saveNow();
  const snapshots = createSnapshots(autosave, place);
  const [first] = await snapshots.list();
  const before = [...place.files];
  const undo = await snapshots.remove(first?.name ?? '');
  expect(await snapshots.list()).toEqual([]);
  await undo();
  expect([...place.files]).toEqual(before);
});

test('after a restart the folder asks first, then goes on; nothing is saved meanwhile', async () => {
  const place = fakePlace();
  const picked = fakePicked('Backups');
  picked.state = 'prompt';
  const stored = Object.assign(picked, { place });
  const keep = vi.fn(async () => {});
  const link = createFolderLink({ load: async () => stored, pick: async () => undefined, keep });
  const { autosave, pass } = setUp({ place: link.place });
  await link.open();
  const saveFolder = createSaveFolder(link, autosave);
  expect(saveFolder.view()).toEqual({ kind: 'asks', name: 'Backups', permission: 'prompt' });
  autosave.changed();
  await pass(HOUR);
  expect(place.files.size).toBe(0);
  await saveFolder.resume();
  expect(saveFolder.view()).toEqual({ kind: 'saving', name: 'Backups' });
  expect(place.files.size).toBe(1);
  await saveFolder.forget();
  expect(keep).toHaveBeenCalledWith(undefined);
  expect(place.files.size).toBe(1);
});
