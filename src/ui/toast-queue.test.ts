import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { createPassedToasts } from './passed-toasts';
import { createToasts, type ToastTimer } from './toast-queue';

/** A timer that runs what is due when the test says so. */
function handTimer() {
  const waiting = new Map<() => void, number>();
  const timer: ToastTimer = (run, ms) => {
    // A browser's setTimeout takes what it cannot count as 0.
    waiting.set(run, ms === Infinity ? 0 : ms);
    return () => waiting.delete(run);
  };
  const elapse = (ms: number): void => {
    for (const [run, due] of [...waiting]) {
      waiting.set(run, due - ms);
      if (due > ms || !waiting.delete(run)) continue;
      run();
    }
  };
  return { timer, elapse };
}

function queue() {
  const { timer, elapse } = handTimer();
  const toasts = createRoot(() => createToasts(timer));
  const texts = (): string[] => toasts.items().map((toast) => toast.text);
  return { toasts, elapse, texts };
}

test('a toast leaves when its time is over, the others stay', () => {
  const { toasts, elapse, texts } = queue();
  toasts.show({ text: 'Chat deleted.', ms: 1000 });
  toasts.show({ text: 'Copied.', ms: 3000 });
  elapse(1000);
  expect(texts()).toEqual(['Copied.']);
});

test('while paused nothing leaves; afterwards the whole time runs again', () => {
  const { toasts, elapse, texts } = queue();
  toasts.show({ text: 'Chat deleted.', ms: 1000 });
  elapse(900);
  toasts.pause();
  elapse(5000);
  expect(texts()).toEqual(['Chat deleted.']);
  toasts.resume();
  elapse(900);
  expect(texts()).toEqual(['Chat deleted.']);
  elapse(100);
  expect(texts()).toEqual([]);
});

test('one that comes while another is being read waits with it', () => {
  const { toasts, elapse, texts } = queue();
  toasts.show({ text: 'Chat deleted.', ms: 1000 });
  toasts.pause();
  toasts.show({ text: 'Copied.', ms: 1000 });
  elapse(1000);
  expect(texts()).toEqual(['Chat deleted.', 'Copied.']);
  toasts.resume();
  elapse(1000);
  expect(texts()).toEqual([]);
});

test('one that is to stay stays until it is dismissed', () => {
  const { toasts, elapse, texts } = queue();
  const id = toasts.show({ text: 'The disk is full.', ms: Infinity });
  elapse(1e9);
  expect(texts()).toEqual(['The disk is full.']);
  toasts.dismiss(id);
  expect(texts()).toEqual([]);
});

test('dismissing the last one under the pointer does not leave the queue paused', () => {
  const { toasts, elapse, texts } = queue();
  const id = toasts.show({ text: 'First.', ms: 1000 });
  toasts.pause();
  toasts.dismiss(id);
  toasts.show({ text: 'Second.', ms: 1000 });
  elapse(1000);
  expect(texts()).toEqual([]);
});

test('an action that nobody took in time can be had again, the last one first', () => {
  const { toasts, elapse, texts } = queue();
  const passed = createRoot(() => createPassedToasts(toasts));
  const action = { label: 'Undo', run: () => {} };
  const dismissAll = () => toasts.items().forEach(({ id }) => toasts.dismiss(id));
  toasts.show({ text: 'First deleted.', action, ms: 1000 });
  toasts.show({ text: 'Second deleted.', action, ms: 2000 });
  toasts.show({ text: 'Copied.', ms: 3000 });
  expect(passed.has()).toBe(false);
  elapse(2000);
  // What still stands there comes first.
  passed.recall();
  expect(texts()).toEqual(['Copied.']);
  elapse(1000);
  passed.recall();
  expect(texts()).toEqual(['Second deleted.']);
  elapse(2000);
  passed.recall();
  expect(texts()).toEqual(['Second deleted.']);
  dismissAll();
  passed.recall();
  expect(texts()).toEqual(['First deleted.']);
  dismissAll();
  expect(passed.has()).toBe(false);
});
