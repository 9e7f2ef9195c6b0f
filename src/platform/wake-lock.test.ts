import { expect, test } from 'vitest';
import { createWakeLock } from './wake-lock';

/** A page that can be hidden, and a manager that lets go of its locks then, as browsers do. */
function fakePage() {
  const page = new EventTarget() as EventTarget & { visibilityState: string };
  page.visibilityState = 'visible';
  const held = new Set<object>();
  let requests = 0;
  const manager = {
    async request() {
      requests += 1;
      const sentinel = {
        get released() {
          return !held.has(sentinel);
        },
        release: async () => void held.delete(sentinel),
      };
      held.add(sentinel);
      return sentinel as unknown as WakeLockSentinel;
    },
  };
  const show = (state: 'visible' | 'hidden') => {
    page.visibilityState = state;
    if (state === 'hidden') held.clear();
    page.dispatchEvent(new Event('visibilitychange'));
  };
  return { page: page as unknown as Document, manager, show, held, requests: () => requests };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('the lock is held until it is let go', async () => {
  const { page, manager, held } = fakePage();
  const release = createWakeLock(page, manager).hold();
  await settled();
  expect(held.size).toBe(1);
  release();
  await settled();
  expect(held.size).toBe(0);
});

test('it is taken again when the tab is back, and only then', async () => {
  const { page, manager, show, held, requests } = fakePage();
  createWakeLock(page, manager).hold();
  await settled();
  show('visible');
  await settled();
  expect(requests()).toBe(1);
  show('hidden');
  await settled();
  expect(held.size).toBe(0);
  show('visible');
  await settled();
  expect([held.size, requests()]).toEqual([1, 2]);
});

test('once let go it is not taken again, also when it was asked for a moment before', async () => {
  const { page, manager, show, held } = fakePage();
  createWakeLock(page, manager).hold()();
  await settled();
  show('visible');
  await settled();
  expect(held.size).toBe(0);
});

test('a browser without it, or one that refuses, breaks nothing', async () => {
  const { page } = fakePage();
  createWakeLock(page, undefined).hold()();
  const refusing = { request: () => Promise.reject(new Error('low battery')) };
  createWakeLock(page, refusing).hold()();
  await settled();
});
