/** How a run of code ended. */
export type RunEnd =
  /** It has a value, or it returned one; `text` shows it. */
  | { kind: 'value'; text: string }
  | { kind: 'nothing' }
  | { kind: 'thrown'; text: string }
  /** It closed its own worker. */
  | { kind: 'closed' }
  | { kind: 'timed-out' }
  /** It said more than is allowed; the rest is left out. */
  | { kind: 'too-much' };

export interface Run {
  /** What it logged until then, as a console shows it. */
  lines: readonly string[];
  end: RunEnd;
}

/** Of a run: how long it may take, and how many characters it may log and answer together. */
export const RUN_LIMITS = { ms: 10_000, characters: 20_000 } as const;

/** Runs JavaScript of a model where it reaches nothing: no page, no storage, no network. */
export interface Sandbox {
  /** Rejects when the sandbox cannot be had or breaks, and at once when `signal` is aborted. */
  run(code: string, signal: AbortSignal): Promise<Run>;
}
