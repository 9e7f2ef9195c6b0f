/** A queue of tasks by their urgency, which not every browser has. */
interface TaskQueue {
  postTask(run: () => void, options: { priority: 'user-blocking' }): Promise<void>;
}

/** Runs something in a task of its own soon: input, timers and a frame may come before it. */
export function inNextTask(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => {
    port1.close();
    run();
  });
  port1.start();
  port2.postMessage(undefined);
}

/** The same ahead of what else waits, where the browser has a queue for that (`scheduler.postTask`). */
export function inUrgentTask(run: () => void, page: { scheduler?: TaskQueue } = globalThis): void {
  if (page.scheduler) void page.scheduler.postTask(run, { priority: 'user-blocking' });
  else inNextTask(run);
}
