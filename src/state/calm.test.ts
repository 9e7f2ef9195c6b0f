import { expect, test } from 'vitest';
import { createCalm } from './calm';
import { alwaysIdle, fakeClock, settle } from './testing/fakes';

function open() {
  const clock = fakeClock();
  let typedAt = -Infinity;
  const calm = createCalm({ rest: alwaysIdle, sinceTyped: () => clock.now() - typedAt, clock });
  const done: string[] = [];
  return {
    done,
    type: () => void (typedAt = clock.now()),
    async wait(name: string) {
      void calm().then(() => done.push(name));
      await settle();
    },
    async after(ms: number) {
      clock.advance(ms);
      await settle();
    },
  };
}

test('long work goes on a second after the last key', async () => {
  const { done, type, wait, after } = open();
  await wait('first piece');
  expect(done).toEqual(['first piece']);
  type();
  await wait('second piece');
  await after(900);
  type();
  await after(999);
  expect(done).toHaveLength(1);
  await after(1);
  expect(done).toHaveLength(2);
});

test('it does not wait for a pause in the writing for more than a minute', async () => {
  const { done, type, wait, after } = open();
  type();
  await wait('piece');
  const typeFor = async (seconds: number): Promise<void> => {
    for (let half = 0; half < 2 * seconds; half += 1) {
      type();
      await after(500);
    }
  };
  await typeFor(55);
  expect(done).toEqual([]);
  await typeFor(10);
  expect(done).toEqual(['piece']);
});
