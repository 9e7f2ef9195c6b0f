import { beforeEach, expect, test } from 'vitest';
import type { TypesetAnswer, TypesetQuestion } from './messages';
import { createTypesetter, type TypesetWorker } from './typesetter';

class FakeWorker implements TypesetWorker {
  onmessage: TypesetWorker['onmessage'] = null;
  onerror: TypesetWorker['onerror'] = null;
  ended = false;
  readonly asked: TypesetQuestion[] = [];

  postMessage(question: TypesetQuestion): void {
    this.asked.push(question);
  }

  terminate(): void {
    this.ended = true;
  }

  answer(found: Omit<TypesetAnswer, 'id'>): void {
    const id = this.asked.shift()?.id ?? 0;
    this.onmessage?.({ data: { id, ...found } } as MessageEvent<TypesetAnswer>);
  }

  fail(): void {
    this.onerror?.({} as ErrorEvent);
  }
}

let workers: FakeWorker[] = [];
let timers: Set<() => void>;
let started = 0;

beforeEach(() => {
  workers = [];
  timers = new Set();
  started = 0;
});

const clock = {
  now: () => 0,
  after(_ms: number, callback: () => void) {
    started += 1;
    timers.add(callback);
    return () => void timers.delete(callback);
  },
};

const open = () =>
  createTypesetter(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  }, clock);

/** Time runs out for what waits. */
function expire(): void {
  const due = [...timers];
  timers.clear();
  due.forEach((callback) => callback());
}

test('one thread is started, with the first question', async () => {
  const typesetter = open();
  expect(workers).toEqual([]);
  const first = typesetter.highlight('a', 'js');
  const second = typesetter.formula('x', true);
  expect(workers).toHaveLength(1);
  expect(workers[0]?.asked.map(({ task }) => task)).toEqual([
    { type: 'code', code: 'a', language: 'js' },
    { type: 'math', tex: 'x', display: true },
  ]);
  workers[0]?.answer({ ranges: Uint32Array.of(0, 1, 2) });
  workers[0]?.answer({ formula: { kind: 'math', nodes: [] } });
  expect(await first).toEqual(Uint32Array.of(0, 1, 2));
  expect(await second).toEqual({ kind: 'math', nodes: [] });
  expect(timers.size).toBe(0);
});

test('a thread that is silent for too long is ended, and a new one goes on with the rest', async () => {
  const typesetter = open();
  const [stuck, next] = [typesetter.highlight('hostile', 'js'), typesetter.highlight('b', 'js')];
  expire();
  expect(await stuck).toBeUndefined();
  expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  workers[1]?.answer({ ranges: Uint32Array.of() });
  expect(await next).toEqual(Uint32Array.of());
  expect(timers.size).toBe(0);
});

test('each answer gives the next question its own time', () => {
  const typesetter = open();
  void typesetter.highlight('a', 'js');
  void typesetter.highlight('b', 'js');
  expect(started).toBe(1);
  workers[0]?.answer({});
  expect(started).toBe(2);
  expect(timers.size).toBe(1);
});

test('where the thread cannot be loaded, everything stays as it is', async () => {
  const typesetter = open();
  const asked = [typesetter.highlight('a', 'js'), typesetter.formula('x', false)];
  workers[0]?.fail();
  expect(await Promise.all(asked)).toEqual([
    undefined,
    { kind: 'problem', message: 'It could not be drawn.' },
  ]);
  void typesetter.highlight('b', 'js');
  expect(workers).toHaveLength(2);
});
