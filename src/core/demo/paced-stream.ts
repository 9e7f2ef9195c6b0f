import type { Clock } from '../ports';

export interface Pace {
  clock: Clock;
  perSecond: number;
  signal: AbortSignal | undefined;
}

/**
 * A body that gives its frames at a steady pace, each cut inside a UTF-8 character where it has one,
 * else a few bytes before its end: what a real network does to a reader. Errors with the signal's
 * reason as soon as it aborts; cancelling stops the clock.
 */
export function pacedStream(frames: readonly string[], pace: Pace): ReadableStream<Uint8Array> {
  let stop: () => void = () => undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      stop = run(frames, pace, controller);
    },
    cancel: () => stop(),
  });
}

function run(
  frames: readonly string[],
  { clock, perSecond, signal }: Pace,
  controller: ReadableStreamDefaultController<Uint8Array>,
): () => void {
  const startedAt = clock.now();
  const cutter = new Cutter();
  let sent = 0;
  let cancelTimer: () => void = () => undefined;
  const stop = () => {
    cancelTimer();
    signal?.removeEventListener('abort', abort);
  };
  const abort = () => {
    stop();
    controller.error(signal?.reason);
  };
  const tick = () => {
    // By the time that passed, not by ticks: a hidden tab's timers run once a second.
    const due = Math.max(sent + 1, Math.floor(((clock.now() - startedAt) * perSecond) / 1000));
    for (; sent < Math.min(due, frames.length); sent += 1) {
      controller.enqueue(cutter.add(frames[sent] ?? ''));
    }
    if (sent < frames.length) cancelTimer = clock.after(1000 / perSecond, tick);
    else finish();
  };
  const finish = () => {
    stop();
    controller.enqueue(cutter.rest());
    controller.close();
  };
  signal?.addEventListener('abort', abort);
  cancelTimer = clock.after(1000 / perSecond, tick);
  return stop;
}

/** Cuts frames where it hurts, and keeps what is left for the next piece. */
class Cutter {
  #left: Uint8Array = new Uint8Array();
  #count = 0;

  add(frame: string): Uint8Array {
    const bytes = joinBytes(this.#left, new TextEncoder().encode(frame));
    const cut = this.#cutOf(bytes);
    this.#left = bytes.slice(cut);
    return bytes.slice(0, cut);
  }

  rest(): Uint8Array {
    return this.#left;
  }

  #cutOf(bytes: Uint8Array): number {
    this.#count += 1;
    const inside = bytes.findLastIndex((byte) => byte >= 0x80 && byte < 0xc0);
    return inside > 0 ? inside : bytes.length - (this.#count % 12);
  }
}

function joinBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
