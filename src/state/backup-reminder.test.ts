import { expect, test, vi } from 'vitest';
import type { Notes } from '../core/backup/ports';
import { createBackupReminder } from './backup-reminder';

const DAY = 24 * 60 * 60 * 1000;

function setUp(clearsUnused = false) {
  const kept = new Map<string, unknown>();
  const notes: Notes = {
    read: async (key) => kept.get(key),
    write: async (key, value) => void kept.set(key, value),
  };
  const world = { now: 100 * DAY, count: 250, kept };
  const countNew = vi.fn(async () => ({ count: world.count, oldestChange: 99 * DAY }));
  const offer = vi.fn();
  const navigate = vi.fn();
  const clock = { now: () => world.now };
  const notices = { offer };
  const make = () =>
    createBackupReminder({ notes, countNew, clock, notices, navigate, clearsUnused });
  return { world, countNew, offer, navigate, make, reminder: make() };
}

test('after much new text one sentence says so and leads to the storage, once a week', async () => {
  const { world, countNew, offer, navigate, reminder, make } = setUp();
  await Promise.all([reminder.check(), reminder.check()]);
  await make().check();
  expect(offer).toHaveBeenCalledTimes(1);
  // What was reminded of is not counted again.
  expect(countNew).toHaveBeenCalledTimes(1);
  const [text, action] = offer.mock.calls[0] as [string, { label: string; run: () => void }];
  expect(text).toBe('250 messages are in no backup yet.');
  expect(action.label).toBe('Back up');
  action.run();
  expect(navigate).toHaveBeenCalledWith('#/storage');
  world.now += 7 * DAY;
  await reminder.check();
  expect(offer).toHaveBeenCalledTimes(2);
});

test('it counts from the last backup outside of this browser, and says when that was', async () => {
  const { world, countNew, offer, reminder } = setUp();
  world.kept.set('last-backup', { at: 80 * DAY, kind: 'download', bytes: 1 });
  world.count = 1;
  await reminder.check();
  expect(countNew).toHaveBeenCalledWith(80 * DAY);
  expect(offer.mock.calls[0]?.[0]).toBe(
    '1 message is in no backup yet; the last one was 20 days ago.',
  );
  world.kept.set('last-backup', { at: 90 * DAY, kind: 'snapshot', bytes: 1 });
  await reminder.status();
  expect(countNew).toHaveBeenLastCalledWith(undefined);
});

test('in Safari it says why it comes so soon', async () => {
  const { world, offer, reminder } = setUp(true);
  world.count = 60;
  await reminder.check();
  expect(offer.mock.calls[0]?.[0]).toMatch(/Safari .* seven days/);
});

test('switched off, nothing is said and nothing counted; switched on again, it is', async () => {
  const { countNew, offer, reminder } = setUp();
  await reminder.switchOff(true);
  await reminder.check();
  expect(countNew).not.toHaveBeenCalled();
  expect((await reminder.status()).isReminderOff).toBe(true);
  await reminder.switchOff(false);
  await reminder.check();
  expect(offer).toHaveBeenCalledTimes(1);
});
