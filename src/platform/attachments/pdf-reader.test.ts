import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPdfReader } from './pdf-reader';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A thread that says what the test makes it say. */
class FakeThread extends EventTarget {
  isOver = false;
  postMessage(): void {}
  terminate(): void {
    this.isOver = true;
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

function setUp() {
  const threads: FakeThread[] = [];
  const read = createPdfReader(() => {
    threads.push(new FakeThread());
    return threads.at(-1) as unknown as Worker;
  });
  return { threads, read: () => read(new ArrayBuffer(1)) };
}
const found = { kind: 'read', text: 'words', pages: 1 } as const;

test('one thread reads files that follow each other, and ends a while after the last', async () => {
  const { threads, read } = setUp();
  const first = read();
  threads[0]?.say({ action: 'ready' });
  threads[0]?.say(found);
  expect(await first).toEqual(found);
  const second = read();
  threads[0]?.say({ kind: 'locked-pdf' });
  expect(await second).toEqual({ kind: 'locked-pdf' });
  expect(threads).toHaveLength(1);
  vi.advanceTimersByTime(20_000);
  expect(threads[0]?.isOver).toBe(true);
  void read();
  expect(threads).toHaveLength(2);
});

test('a thread that is stuck in a page is ended, one that goes on is not', async () => {
  const { threads, read } = setUp();
  const reading = read();
  for (let page = 1; page < 4; page += 1) {
    vi.advanceTimersByTime(50_000);
    threads[0]?.say({ page });
  }
  expect(threads[0]?.isOver).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect(await reading).toEqual({ kind: 'broken-pdf' });
  expect(threads[0]?.isOver).toBe(true);
});

test('a thread that does not load is told, and the next file tries again', async () => {
  const { threads, read } = setUp();
  const reading = read();
  threads[0]?.dispatchEvent(new Event('error'));
  expect(await reading).toEqual({ kind: 'not-loaded' });
  void read();
  expect(threads).toHaveLength(2);
});
