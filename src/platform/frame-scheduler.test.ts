import { beforeEach, expect, test, vi } from 'vitest';
import {
  browserFrameHost,
  createFrameScheduler,
  type FrameHost,
  type PagedScheduler,
} from './frame-scheduler';

let now: number;
let hidden: boolean;
let frames: Set<() => void>;
let timers: Set<{ at: number; callback: () => void }>;
let changeVisibility: () => void;
const report = vi.fn();

const host: FrameHost = {
  now: () => now,
  isHidden: () => hidden,
  onFrame(callback) {
    frames.add(callback);
    return () => frames.delete(callback);
  },
  onVisibilityChange(callback) {
    changeVisibility = callback;
    return () => (changeVisibility = () => {});
  },
  inNextTask: (callback) => callback(),
  report,
};

const clock = {
  after(ms: number, callback: () => void) {
    const timer = { at: now + ms, callback };
    timers.add(timer);
    return () => timers.delete(timer);
  },
};

beforeEach(() => {
  [now, hidden, frames, timers] = [1_000, false, new Set(), new Set()];
  report.mockClear();
});

/** Lets time pass in frames of 60 Hz, which a hidden page does not get, and runs what is due. */
function pass(ms: number): void {
  for (const end = now + ms; now < end; now += 1000 / 60) {
    const due = [...timers].filter(({ at }) => at <= now);
    for (const timer of due) {
      timers.delete(timer);
      timer.callback();
    }
    if (hidden) continue;
    const drawn = [...frames];
    frames.clear();
    for (const frame of drawn) frame();
  }
}

function hide(value: boolean): void {
  hidden = value;
  changeVisibility();
}

/** Asks again with each run. */
function runsInASecond(scheduler: PagedScheduler): number {
  let runs = 0;
  const again = () => {
    runs++;
    scheduler.request(again);
  };
  scheduler.request(again);
  pass(1_000);
  return runs;
}

test('asking often runs once, at the next frame', () => {
  const scheduler = createFrameScheduler(host, clock);
  const run = vi.fn();
  scheduler.request(run);
  scheduler.request(run);
  expect(run).not.toHaveBeenCalled();
  pass(1);
  expect(run).toHaveBeenCalledOnce();
  pass(500);
  expect(run).toHaveBeenCalledOnce();
});

test.each([false, true])('endless asking runs about 20 times a second (hidden: %s)', (isHidden) => {
  hidden = isHidden;
  const scheduler = createFrameScheduler(host, clock);
  const runs = runsInASecond(scheduler);
  expect(runs).toBeGreaterThanOrEqual(18);
  expect(runs).toBeLessThanOrEqual(21);
});

test('what waits for a frame is not lost when the tab hides, nor run twice when it shows again', () => {
  const scheduler = createFrameScheduler(host, clock);
  const run = vi.fn();
  scheduler.request(run);
  hide(true);
  pass(50);
  expect(run).toHaveBeenCalledOnce();
  scheduler.request(run);
  hide(false);
  pass(50);
  expect(run).toHaveBeenCalledTimes(2);
  expect(frames.size + timers.size).toBe(0);
});

test('what joins runs in the frame that is asked for already, and in none of its own', () => {
  const scheduler = createFrameScheduler(host, clock);
  const order: string[] = [];
  const join = () => scheduler.join(() => void order.push('joined'));
  expect([join(), frames.size]).toEqual([false, 0]);
  scheduler.request(() => void order.push('asked for'));
  expect(join()).toBe(true);
  pass(1);
  expect(order).toEqual(['asked for', 'joined']);
  scheduler.request(() => {});
  hide(true);
  expect(join()).toBe(false);
});

test('one callback that throws does not take the others down', () => {
  const scheduler = createFrameScheduler(host, clock);
  const run = vi.fn();
  const failure = new Error('broken');
  scheduler.request(() => {
    throw failure;
  });
  scheduler.request(run);
  pass(1);
  expect(run).toHaveBeenCalledOnce();
  expect(report).toHaveBeenCalledExactlyOnceWith(failure);
});

test('what lags behind runs at each frame, and tells whether anybody sees it', () => {
  const scheduler = createFrameScheduler(host, clock);
  const seen: boolean[] = [];
  const again = (isShown: boolean) => {
    seen.push(isShown);
    scheduler.request(again, 'soon');
  };
  scheduler.request(again);
  pass(500);
  expect(seen.length).toBeGreaterThanOrEqual(29);
  expect(seen.every(Boolean)).toBe(true);
  hide(true);
  pass(100);
  expect(seen.at(-1)).toBe(false);
});

test('between two runs no frame is asked for in vain', () => {
  const scheduler = createFrameScheduler(host, clock);
  let asked = 0;
  const count = vi.spyOn(host, 'onFrame').mockImplementation((callback) => {
    asked += 1;
    frames.add(callback);
    return () => frames.delete(callback);
  });
  const again = () => scheduler.request(again);
  scheduler.request(again);
  pass(1_000);
  count.mockRestore();
  expect(asked).toBeLessThanOrEqual(42);
});

test('the pace goes on when the computer’s clock is set back', () => {
  const wall = vi.spyOn(Date, 'now').mockImplementation(() => -now);
  const page = { ...globalThis, performance: { now: () => now }, document: new EventTarget() };
  const ownHost = { ...browserFrameHost(page as unknown as Window), onFrame: host.onFrame };
  const scheduler = createFrameScheduler(ownHost, clock);
  const runs = runsInASecond(scheduler);
  wall.mockRestore();
  expect(runs).toBeGreaterThanOrEqual(18);
});

test('a breath is a task of its own', async () => {
  const page = new EventTarget() as unknown as Window;
  Object.assign(page, { document: { addEventListener() {} } });
  const order: string[] = [];
  const breath = createFrameScheduler(browserFrameHost(page), clock).breath();
  const taken = breath.then(() => order.push('breath'));
  await Promise.resolve().then(() => order.push('microtask'));
  await taken;
  expect(order).toEqual(['microtask', 'breath']);
});
