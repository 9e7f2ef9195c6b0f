import { expect, test } from 'vitest';
import { createHeldParts } from './held-parts';

const part = {} as HTMLElement;

function setUp() {
  const near: (() => void)[] = [];
  const jobs: (() => void)[] = [];
  const built: string[] = [];
  const parts = createHeldParts(
    (_element, onNear) => void near.push(onNear),
    (job) => void jobs.push(job),
  );
  for (const name of ['a', 'b']) parts.hold(part, () => void built.push(name));
  return { near, jobs, built, parts };
}

test('a part is built once, when it comes near or in an idle moment after the end', () => {
  const { near, jobs, built, parts } = setUp();
  near[1]?.();
  expect(built).toEqual(['b']);
  expect(jobs).toEqual([]);
  parts.release();
  for (const job of jobs) job();
  for (const onNear of near) onNear();
  expect(built).toEqual(['b', 'a']);
});
