/** What the page says to the worker that waits: the person agreed to the new version. */
export const SKIP_WAITING = { type: 'skip-waiting' } as const;

/** True for that message; anything else is ignored. */
export function isSkipWaiting(data: unknown): boolean {
  return (
    typeof data === 'object' && data !== null && 'type' in data && data.type === SKIP_WAITING.type
  );
}
