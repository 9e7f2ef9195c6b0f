/** Runs asynchronous work with the first call and gives its result to all; when it fails, the next call tries again. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    result.catch(() => (result = undefined));
    return result;
  };
}
