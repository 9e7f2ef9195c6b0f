/**
 * Hands things to a receiver that is loaded with the first of them. Where that fails, those that waited are dropped and
 * the next one tries again.
 */
export function handOver<T>(load: () => Promise<(thing: T) => void>): (thing: T) => void {
  let loading: Promise<(thing: T) => void> | undefined;
  return (thing) => {
    loading ??= load();
    loading.then(
      (receive) => receive(thing),
      () => {
        loading = undefined;
      },
    );
  };
}
