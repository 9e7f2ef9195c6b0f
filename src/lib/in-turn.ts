/**
 * Runs asynchronous work one after the other, in the order of asking: what reads, changes and writes the same
 * thing must not overlap. Each call resolves or rejects as its own work does; one that fails holds up none after it.
 */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const own = last.then(work);
    last = own.catch(() => {});
    return own;
  };
}
