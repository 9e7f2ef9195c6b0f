/** What the page says to the worker that waits: the person agreed to the new version. */
export const SKIP_WAITING = { type: 'skip-waiting' } as const;
/** Asks for a `FilesReport` over the port that comes along. */
export const COUNT_FILES = { type: 'count-files' } as const;
/** The same, after some of the missing files were fetched. */
export const FETCH_FILES = { type: 'fetch-files' } as const;

export type WorkerMessage = typeof SKIP_WAITING | typeof COUNT_FILES | typeof FETCH_FILES;

/** How much of a version is stored. */
export interface FilesReport {
  total: number;
  missing: number;
}

/** One of these messages; anything else is undefined, and ignored. */
export function readWorkerMessage(data: unknown): WorkerMessage['type'] | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  const { type } = data;
  return [SKIP_WAITING, COUNT_FILES, FETCH_FILES].find((known) => known.type === type)?.type;
}

/** What the worker answered, or undefined if it is something else: an older one does not know the question. */
export function readFilesReport(data: unknown): FilesReport | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { total, missing }: Partial<Record<string, unknown>> = { ...data };
  if (typeof total !== 'number' || typeof missing !== 'number') return undefined;
  return { total, missing };
}
