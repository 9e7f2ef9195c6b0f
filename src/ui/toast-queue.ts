import { createSignal, type Accessor } from 'solid-js';

export type ToastTone = 'plain' | 'amber' | 'red';

export type ToastRequest = ToastWords & ToastKind;

/** What warns says where there is help with it. */
type ToastKind =
  { tone?: 'plain'; help?: undefined } | { tone: Exclude<ToastTone, 'plain'>; help: string };

interface ToastWords {
  text: string;
  action?: { label: string; run: () => void } | undefined;
  /** How long it stays, in milliseconds; 6000 unless told, `Infinity` until dismissed. */
  ms?: number | undefined;
}

export type Toast = ToastRequest & { id: number };

export interface ToastQueue {
  items: Accessor<readonly Toast[]>;
  /** Shows a message; answers the id that `dismiss` takes. */
  show: (request: ToastRequest) => number;
  dismiss: (id: number) => void;
  /** Stops every clock, while someone reads or points. */
  pause: () => void;
  /** Starts every clock again, from its beginning. */
  resume: () => void;
  /** Is told what left because its time was over; free for whoever wants to know. */
  onPassed?: (toast: Toast) => void;
}

/** Runs a function after some milliseconds; the answer calls it off. */
export type ToastTimer = (run: () => void, ms: number) => () => void;

const windowTimer: ToastTimer = (run, ms) => {
  const handle = setTimeout(run, ms);
  return () => clearTimeout(handle);
};

/** A queue of short messages that leave by themselves, by the given timer. */
export function createToasts(timer: ToastTimer = windowTimer): ToastQueue {
  const [items, setItems] = createSignal<readonly Toast[]>([]);
  const running = new Map<number, () => void>();
  let paused = false;
  let nextId = 1;

  const stop = (id: number): void => {
    running.get(id)?.();
    running.delete(id);
  };
  const dismiss = (id: number): void => {
    stop(id);
    setItems((list) => list.filter((toast) => toast.id !== id));
    if (items().length === 0) paused = false;
  };
  const start = (toast: Toast): void => {
    const { id, ms = 6000 } = toast;
    const leave = (): void => {
      dismiss(id);
      queue.onPassed?.(toast);
    };
    stop(id);
    if (!paused && ms !== Infinity) running.set(id, timer(leave, ms));
  };
  const show = (request: ToastRequest): number => {
    const toast = { ...request, id: nextId++ };
    setItems((list) => [...list, toast]);
    start(toast);
    return toast.id;
  };
  const pause = (): void => {
    paused = true;
    for (const toast of items()) stop(toast.id);
  };
  const resume = (): void => {
    paused = false;
    items().forEach(start);
  };
  const queue: ToastQueue = { items, show, dismiss, pause, resume };
  return queue;
}
