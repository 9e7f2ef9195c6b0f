import { expect, test, vi } from 'vitest';
import type { Notes } from '../core/backup/ports';
import { createProtection } from './protection';

function memoryNotes(): Notes {
  const kept = new Map<string, unknown>();
  return {
    read: async (key) => kept.get(key),
    write: async (key, value) => void kept.set(key, value),
  };
}

/** A browser that grants what it is asked for, unless it refuses; `stored` outlives a tab. */
function setUp({ asksPerson = false, refuses = false, knows = true, notes = memoryNotes() } = {}) {
  let granted = false;
  const ask = vi.fn(async () => (granted = !refuses));
  const notices = { offer: vi.fn(), show: vi.fn() };
  const protector = { isProtected: async () => (knows ? granted : undefined), ask };
  return {
    ask,
    notices,
    notes,
    protection: createProtection({ protector, notes, notices, asksPerson }),
  };
}

test('a browser that decides by itself is asked in silence, once a session', async () => {
  const { ask, notices, protection } = setUp({ refuses: true });
  expect(ask).not.toHaveBeenCalled();
  await protection.suggest();
  await protection.suggest();
  expect(ask).toHaveBeenCalledTimes(1);
  expect(protection.isProtected()).toBe(false);
  expect(notices.offer).not.toHaveBeenCalled();
});

test('where the browser asks the person, they are told why first, and asked when they agree', async () => {
  const { ask, notices, protection } = setUp({ asksPerson: true });
  await protection.suggest();
  expect(ask).not.toHaveBeenCalled();
  const [text, action] = notices.offer.mock.calls[0] as [string, { run: () => void }];
  expect(text).toMatch(/disk is full/);
  action.run();
  await vi.waitFor(() => expect(notices.show).toHaveBeenCalledWith(expect.stringMatching(/keeps/)));
  expect(protection.isProtected()).toBe(true);
});

test('the person is asked once and for all, also in the next session', async () => {
  const first = setUp({ asksPerson: true });
  await first.protection.suggest();
  const second = setUp({ asksPerson: true, notes: first.notes });
  await second.protection.suggest();
  expect(second.notices.offer).not.toHaveBeenCalled();
});

test.each([true, false])('a refusal is told, when somebody asked: %s', async (asksPerson) => {
  const { protection } = setUp({ asksPerson, refuses: true });
  expect(await protection.ask()).toBe(false);
  expect(protection.isProtected()).toBe(false);
});

test('nobody is bothered where it is protected, or where the browser does not tell', async () => {
  const kept = setUp({ asksPerson: true });
  await kept.protection.ask();
  await kept.protection.suggest();
  const silent = setUp({ asksPerson: true, knows: false });
  await silent.protection.suggest();
  expect(kept.notices.offer).not.toHaveBeenCalled();
  expect(silent.notices.offer).not.toHaveBeenCalled();
});
