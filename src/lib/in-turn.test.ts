import { expect, test } from 'vitest';
import { createTurns } from './in-turn';

test('work begins when the work before it is done, also where that failed', async () => {
  const inTurn = createTurns();
  const steps: string[] = [];
  const work = (name: string) => async () => {
    steps.push(`${name} begins`);
    await Promise.resolve();
    steps.push(`${name} ends`);
    if (name === 'a') throw new Error('a failed');
    return name;
  };
  const [a, b] = [inTurn(work('a')), inTurn(work('b'))];
  await expect(a).rejects.toThrow('a failed');
  expect(await b).toBe('b');
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});
