/** A promise that its owner resolves; resolving it again does nothing. */
export interface Latch {
  promise: Promise<void>;
  resolve: () => void;
}

/** One that is not resolved yet. */
export function latch(): Latch {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
