import { expect, test } from 'vitest';
import type { Message } from '../core/chat/types';
import { latch } from '../lib/latch';
import { createAnswerWriter } from './answer-writer';
import { fakeClock, handScheduler } from './testing/fakes';

/** A writer over one message that counts how often each of its members is set. */
function setUp() {
  const message: Message = {
    id: 'a',
    conversationId: 'c',
    parentId: null,
    role: 'assistant',
    createdAt: 0,
    text: '',
    reasoning: '',
    toolCalls: [],
    status: 'streaming',
    timing: { startedAt: 0 },
  };
  const sets: Record<string, number> = {};
  const counted = new Proxy(message, {
    set(target, key, value) {
      sets[String(key)] = (sets[String(key)] ?? 0) + 1;
      return Reflect.set(target, key, value);
    },
  });
  const saves: number[] = [];
  const statuses: string[] = [];
  /** What a busy disk is waited for. */
  let held: Promise<void> | undefined;
  const clock = fakeClock();
  /** Milliseconds that drawing a text takes. */
  let drawing = 0;
  const scheduler = handScheduler();
  const writer = createAnswerWriter(message, {
    clock,
    scheduler,
    conversations: {
      mutate(_conversation, _id, change) {
        change(counted);
        clock.advance(drawing);
      },
      async persist() {
        saves.push(message.text.length);
        statuses.push(message.status);
        if (held) await held;
      },
      addTurn: async () => {},
      keepAhead: () => () => {},
      onRemoved: () => {},
    },
    onStorageError: () => {},
  });
  const say = (text: string) => writer.push({ type: 'text-delta', text });
  /** A flush that nobody sees. */
  const hide = () => {
    void say('.');
    scheduler.run(false);
    message.text = '';
  };
  const draw = (ms: number) => void (drawing = ms);
  const hold = (): (() => void) => {
    let release = () => {};
    held = new Promise((resolve) => (release = resolve));
    return release;
  };
  return { message, sets, saves, statuses, clock, scheduler, writer, say, hide, draw, hold };
}

/** Whether a promise has been kept by now. */
async function isKept(promise: Promise<void> | undefined): Promise<boolean> {
  let kept = false;
  void promise?.then(() => (kept = true));
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  return kept;
}

test('whatever arrives between two flushes changes each member once', () => {
  const { message, sets, scheduler, writer, say } = setUp();
  for (let at = 0; at < 1_000; at += 1) void writer.push({ type: 'reasoning-delta', text: 'Hm ' });
  for (let at = 0; at < 1_000; at += 1) void say('word ');
  scheduler.run();
  expect(sets).toEqual({ reasoning: 1, text: 1 });
  for (let at = 0; at < 1_000; at += 1) void say('more ');
  scheduler.run();
  expect(sets).toEqual({ reasoning: 1, text: 2 });
  expect(message.text).toBe('word '.repeat(1_000) + 'more '.repeat(1_000));
  expect(message.reasoning).toBe('Hm '.repeat(1_000));
});

test('there is room until a million characters wait in a hidden tab, and again after the next flush', async () => {
  const { message, scheduler, writer, say, hide } = setUp();
  hide();
  const block = 'x'.repeat(100_000);
  for (let at = 0; at < 9; at += 1) expect(say(block)).toBeUndefined();
  const room = say(block);
  expect(room).toBeDefined();
  expect(writer.push({ type: 'tool-call-delta', index: 0, id: 'a' })).toBe(room);
  expect(await isKept(room)).toBe(false);
  scheduler.run();
  expect(await isKept(room)).toBe(true);
  expect(message.text).toHaveLength(1_000_000);
  expect(say(block)).toBeUndefined();
});

test('while somebody looks, a frame may come in between what is read', async () => {
  const { message, scheduler, say } = setUp();
  const block = 'x'.repeat(1_000);
  for (let at = 0; at < 2; at += 1) expect(say(block)).toBeUndefined();
  const moment = say(block);
  expect(await isKept(moment)).toBe(true);
  expect(message.text).toBe('');
  for (let at = 0; at < 2; at += 1) expect(say(block)).toBeUndefined();
  scheduler.run(true);
  for (let at = 0; at < 2; at += 1) expect(say(block)).toBeUndefined();
  expect(say(block)).toBeDefined();
});

test('and what comes faster than it is applied waits', async () => {
  const { message, scheduler, say } = setUp();
  await say('x'.repeat(199_000));
  const room = say('x'.repeat(1_000));
  expect(await isKept(room)).toBe(false);
  scheduler.run(true);
  expect(await isKept(room)).toBe(true);
  expect(message.text).toHaveLength(4_000);
});

test.each(['saveNow', 'settle'] as const)('%s makes room too', async (way) => {
  const { writer, say, hide } = setUp();
  hide();
  const room = say('x'.repeat(1_000_000));
  if (way === 'settle') void writer.settle({ kind: 'stopped' });
  else void writer.saveNow();
  expect(await isKept(room)).toBe(true);
});

test('arguments, and calls without any, count as well as text', () => {
  const { writer, hide } = setUp();
  hide();
  const call = { type: 'tool-call-delta', index: 0 } as const;
  expect(writer.push({ ...call, arguments: '1'.repeat(999_000) })).toBeUndefined();
  for (let at = 1; at <= 300; at += 1) void writer.push({ ...call, index: at, id: 'a', name: 'f' });
  expect(writer.push({ ...call, index: 301, name: 'f' })).toBeUndefined();
  for (let at = 302; at <= 400; at += 1)
    void writer.push({ ...call, index: at, id: 'a', name: 'f' });
  expect(writer.push({ ...call, index: 401, name: 'f' })).toBeDefined();
});

test('a hidden tab goes on with checkpoints, one a flush where timers come once a minute', async () => {
  const { saves, clock, scheduler, say } = setUp();
  for (let minute = 1; minute <= 3; minute += 1) {
    for (let at = 0; at < 100; at += 1) void say('word ');
    scheduler.run();
    clock.advance(60_000);
    expect(saves).toHaveLength(minute);
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(saves).toEqual([500, 1_000, 1_500]);
});

test('what still waits at the end is applied in slices: a frame may come between them, and none is awaited', async () => {
  const { message, scheduler, writer, say } = setUp();
  const seen: [number, string][] = [];
  void say('x'.repeat(60_000));
  scheduler.breath = async () => void seen.push([message.text.length, message.status]);
  await writer.settle({ kind: 'ended' });
  expect(seen).toEqual([
    [4_000, 'streaming'],
    [36_000, 'streaming'],
    [60_000, 'streaming'],
  ]);
  expect(message.text).toHaveLength(60_000);
  expect(message.status).toBe('interrupted');
});

test('the last words are drawn before what comes with the end', async () => {
  const { message, scheduler, writer, say } = setUp();
  const drawn = latch();
  scheduler.breath = () => drawn.promise;
  void say('x'.repeat(1_500));
  const settled = writer.settle({ kind: 'ended' });
  scheduler.run(true);
  expect(await isKept(settled)).toBe(false);
  expect([message.text.length, message.status]).toEqual([1_500, 'streaming']);
  drawn.resolve();
  await settled;
  expect(message.status).toBe('interrupted');
});

test('checkpoints go on when the computer’s clock is set', async () => {
  const { saves, clock, scheduler, say } = setUp();
  for (const hour of [-3_600_000, 3_600_000, -3_600_000]) {
    clock.set(hour);
    void say('word ');
    scheduler.run();
    const before = saves.length;
    clock.advance(60_000);
    expect(saves).toHaveLength(before + 1);
    await Promise.resolve();
    await Promise.resolve();
  }
});

test('where a flush takes long the next one is smaller, and Stop shows at once what has come', async () => {
  const { message, scheduler, writer, say, draw } = setUp();
  draw(24);
  void say('x'.repeat(30_000));
  scheduler.run(true);
  scheduler.run(true);
  expect(message.text).toHaveLength(4_000 + 2_000);
  await writer.settle({ kind: 'stopped' });
  expect(message.text).toHaveLength(30_000);
});

test('an answer that has ended is written also when the page is left before its turn', async () => {
  const { saves, statuses, scheduler, clock, writer, say, hold } = setUp();
  const release = hold();
  void say('word');
  scheduler.run();
  clock.advance(0);
  await writer.settle({ kind: 'ended' });
  void writer.save();
  // The first checkpoint is still under way.
  expect(saves).toEqual([4]);
  void writer.saveNow();
  expect(statuses).toEqual(['streaming', 'interrupted']);
  release();
});
