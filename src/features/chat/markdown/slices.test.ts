import { beforeEach, expect, test } from 'vitest';
import { createSlices, withFrames } from './slices';

let time = 0;
let idle: ((left: () => number) => void)[] = [];
let failures: unknown[] = [];
let done: number[] = [];

beforeEach(() => {
  time = 0;
  idle = [];
  failures = [];
  done = [];
});

const host = {
  now: () => time,
  whenIdle: (callback: (left: () => number) => void) => void idle.push(callback),
  report: (error: unknown) => void failures.push(error),
};

const slices = () => createSlices(host);

/** A job that takes so many milliseconds. */
const job = (id: number, ms: number) => () => {
  time += ms;
  done.push(id);
};

const next = (left = Infinity): void => idle.shift()?.(() => left);

test('nothing is done at once, and one idle moment is asked for', () => {
  const add = slices();
  add(job(1, 1));
  add(job(2, 1));
  expect(done).toEqual([]);
  expect(idle).toHaveLength(1);
});

test('a slice ends after 5 ms, and the rest waits for the next idle moment', () => {
  const add = slices();
  [1, 2, 3, 4].forEach((id) => add(job(id, 3)));
  next();
  expect(done).toEqual([1, 2]);
  expect(idle).toHaveLength(1);
  next();
  expect(done).toEqual([1, 2, 3, 4]);
  expect(idle).toEqual([]);
});

test('a moment that is over ends the slice after one job', () => {
  const add = slices();
  [1, 2].forEach((id) => add(job(id, 0)));
  next(0);
  expect(done).toEqual([1]);
  next(0);
  expect(done).toEqual([1, 2]);
});

test('a job that throws costs no other one', () => {
  const add = slices();
  add(() => {
    throw new Error('broken');
  });
  add(job(2, 1));
  next();
  expect(failures).toEqual([new Error('broken')]);
  expect(done).toEqual([2]);
});

test('a job may add another one', () => {
  const add = slices();
  add(() => add(job(2, 1)));
  next();
  next();
  expect(done).toEqual([2]);
});

test('where a frame is about to be drawn they are done in it, a slice of them', () => {
  const frames: (() => void)[] = [];
  const add = createSlices(withFrames(host, (callback) => frames.push(callback) > 0));
  [1, 2, 3, 4, 5, 6].forEach((id) => add(job(id, 1)));
  next();
  expect(done).toEqual([]);
  frames.shift()?.();
  expect(done).toEqual([1, 2, 3, 4, 5]);
  next();
  frames.shift()?.();
  expect(done).toEqual([1, 2, 3, 4, 5, 6]);
  expect([idle, frames]).toEqual([[], []]);
});

test('where none is drawn an idle moment is enough', () => {
  const add = createSlices(withFrames(host, () => false));
  [1, 2].forEach((id) => add(job(id, 1)));
  next();
  expect(done).toEqual([1, 2]);
});
