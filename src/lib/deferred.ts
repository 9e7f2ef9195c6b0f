/**
 * Stands in for an object whose methods are all asynchronous until it exists: each call waits for
 * it first. Rejects with the promise's reason if it never comes.
 */
export function deferred<T extends object>(promise: Promise<T>): T {
  // The rejection reaches every caller; without calls it is nobody's.
  promise.catch(() => {});
  return new Proxy({} as T, {
    get:
      (_target, name) =>
      async (...args: unknown[]) => {
        const object = await promise;
        const method: unknown = Reflect.get(object, name);
        if (typeof method !== 'function') throw new TypeError(`${String(name)} is no method`);
        const result: unknown = await Reflect.apply(method, object, args);
        return result;
      },
  });
}
