import { expect, test } from 'vitest';
import { inNextTask, inUrgentTask } from './next-task';

test('something runs once, after all that is under way', async () => {
  const order: string[] = [];
  const ran = new Promise<void>((resolve) =>
    inNextTask(() => {
      order.push('task');
      resolve();
    }),
  );
  void Promise.resolve().then(() => order.push('microtask'));
  order.push('now');
  await ran;
  expect(order).toEqual(['now', 'microtask', 'task']);
});

test('what is urgent goes by the queue of the browser, or else with the next task', async () => {
  const posted: unknown[] = [];
  const run = () => {};
  const scheduler = {
    async postTask(...args: unknown[]) {
      posted.push(args);
    },
  };
  inUrgentTask(run, { scheduler });
  expect(posted).toEqual([[run, { priority: 'user-blocking' }]]);
  await new Promise<void>((resolve) => inUrgentTask(resolve, {}));
});
