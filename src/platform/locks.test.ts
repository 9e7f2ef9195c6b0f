import { expect, test, vi } from 'vitest';
import { createLocks } from './locks';

/** Web Locks as far as one holder at a time goes. */
function fakeManager() {
  const held = new Set<string>();
  const request = vi.fn(async (name: string, work: () => Promise<void>) => {
    held.add(name);
    await work();
    held.delete(name);
  });
  const query = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return { held: [...held].map((name) => ({ name })) };
  };
  return { request, query } as unknown as LockManager;
}

test('a lock is held until it is released', async () => {
  const locks = createLocks(fakeManager());
  const release = locks.hold('chat-1');
  expect(await locks.isHeld('chat-1')).toBe(true);
  expect(await locks.isHeld('chat-2')).toBe(false);
  release();
  await vi.waitFor(async () => expect(await locks.isHeld('chat-1')).toBe(false));
});

test('without Web Locks every lock is free', async () => {
  const locks = createLocks(undefined);
  locks.hold('chat-1')();
  expect(await locks.isHeld('chat-1')).toBe(false);
});
