import { expect, test, vi } from 'vitest';
import { createLocks } from './locks';

/** Web Locks as far as one holder at a time goes. */
function fakeManager() {
  const held = new Set<string>();
  const queues = new Map<string, Promise<void>>();
  const run = async (name: string, work: () => Promise<void>) => {
    held.add(name);
    await work();
    held.delete(name);
  };
  const request = vi.fn((name: string, ...rest: unknown[]) => {
    const work = rest.at(-1) as (lock?: object | null) => Promise<void>;
    if ((rest[0] as LockOptions).ifAvailable) {
      return held.has(name) ? work(null) : run(name, () => work({}));
    }
    const before = queues.get(name);
    const own = before ? before.then(() => run(name, work)) : run(name, work);
    queues.set(name, own);
    return own;
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

test('whoever waits for a lock hears when it is released', async () => {
  const locks = createLocks(fakeManager());
  const release = locks.hold('chat-1');
  let isFree = false;
  const waiting = locks.whenFree('chat-1').then(() => (isFree = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isFree).toBe(false);
  release();
  await waiting;
});

test('a lock is had only while nobody holds it; one that was just let go of here is free', async () => {
  const locks = createLocks(fakeManager());
  const release = locks.hold('chat-1');
  expect(await locks.tryHold('chat-1')).toBeUndefined();
  release();
  const again = await locks.tryHold('chat-1');
  expect(again).toBeTypeOf('function');
  expect(await locks.tryHold('chat-1')).toBeUndefined();
  again?.();
  expect(await locks.tryHold('chat-1')).toBeTypeOf('function');
});

test('without Web Locks every lock is free', async () => {
  const locks = createLocks(undefined);
  locks.hold('chat-1')();
  expect(await locks.isHeld('chat-1')).toBe(false);
  await locks.whenFree('chat-1');
});
