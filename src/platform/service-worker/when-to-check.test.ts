import { beforeEach, expect, test, vi } from 'vitest';
import { createChecks } from './when-to-check';

const MINUTE = 60_000;
let now: number;
let timer: { at: number; run: () => void } | undefined;
const check = vi.fn();
const newPage = () =>
  Object.assign(new EventTarget(), {
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
  });
let page: ReturnType<typeof newPage>;
const clock = {
  now: () => now,
  after(ms: number, run: () => void) {
    const own = { at: now + ms, run };
    timer = own;
    return () => {
      if (timer === own) timer = undefined;
    };
  },
};

function pass(minutes: number): void {
  now += minutes * MINUTE;
  const due = timer;
  if (!due || due.at > now) return;
  timer = undefined;
  due.run();
}

function show(visibilityState: 'visible' | 'hidden'): void {
  page.document.visibilityState = visibilityState;
  page.document.dispatchEvent(new Event('visibilitychange'));
}

function start() {
  return createChecks(check, { clock, page: page as unknown as Window });
}

beforeEach(() => {
  now = 1_000_000_000;
  timer = undefined;
  page = newPage();
  check.mockClear();
});

test('each hour while the window can be seen', () => {
  start();
  expect(check).not.toHaveBeenCalled();
  pass(59);
  expect(check).not.toHaveBeenCalled();
  pass(1);
  pass(60);
  expect(check).toHaveBeenCalledTimes(2);
});

test('not while it is hidden, but at once when it comes back after long', () => {
  start();
  show('hidden');
  pass(600);
  expect(check).not.toHaveBeenCalled();
  show('visible');
  expect(check).toHaveBeenCalledOnce();
});

test('looking away for a moment starts nothing', () => {
  start();
  pass(10);
  show('hidden');
  show('visible');
  expect(check).not.toHaveBeenCalled();
  pass(50);
  expect(check).toHaveBeenCalledOnce();
});

test('after a failure it looks again in minutes, or when the network is back', () => {
  const checks = start();
  pass(60);
  checks.failed();
  pass(5);
  expect(check).toHaveBeenCalledTimes(2);
  pass(5);
  expect(check).toHaveBeenCalledTimes(2);
  checks.failed();
  page.dispatchEvent(new Event('online'));
  expect(check).toHaveBeenCalledTimes(3);
});
