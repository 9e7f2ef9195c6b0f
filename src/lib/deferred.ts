import { once } from './once';

/**
 * Stands in for an object whose methods are all asynchronous until it exists: each call waits for it first, and rejects
 * with the reason if it does not come. A function is asked for the object by the first call, and again after it failed.
 */
export function deferred<T extends object>(source: Promise<T> | (() => Promise<T>)): T {
  const find = typeof source === 'function' ? once(source) : () => source;
  // The rejection reaches every caller; without calls it is nobody's.
  if (typeof source !== 'function') source.catch(() => {});
  const call = async (name: string | symbol, args: unknown[]): Promise<unknown> => {
    const object = await find();
    const method: unknown = Reflect.get(object, name);
    if (typeof method !== 'function') throw new TypeError(`${String(name)} is no method`);
    const result: unknown = await Reflect.apply(method, object, args);
    return result;
  };
  return new Proxy({} as T, {
    // A promise that resolves with this must not take it for another promise.
    get: (_target, name) =>
      name === 'then' ? undefined : (...args: unknown[]) => call(name, args),
  });
}
