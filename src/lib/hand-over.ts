/**
 * Hands things to a receiver that is loaded with the first of them. Where that fails, those that waited are dropped and
 * the next one tries again.
 */
export function handOver<T>(load: () => Promise<(thing: T) => void>): (thing: T) => void {
  let receive: ((thing: T) => void) | undefined;
  let waiting: T[] | undefined;
  return (thing) => {
    if (receive) return receive(thing);
    if (waiting) return void waiting.push(thing);
    const first = (waiting = [thing]);
    load()
      .then((loaded) => {
        receive = loaded;
        first.forEach(loaded);
      })
      .catch(() => {})
      .finally(() => {
        waiting = undefined;
      });
  };
}
