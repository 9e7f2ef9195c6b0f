/** How a run of code ended. */
export type RunEnd =
  /** It has a value, or it returned one; `text` shows it. */
  | { kind: 'value'; text: string }
  | { kind: 'nothing' }
  | { kind: 'thrown'; text: string }
  /** It closed its own worker. */
  | { kind: 'closed' }
  | { kind: 'timed-out' }
  /** It said more than `limits.characters`; the rest is left out. */
  | { kind: 'too-much' };

export interface Run {
  /** What it logged until then, as a console shows it. */
  lines: readonly string[];
  end: RunEnd;
}

export interface RunLimits {
  ms: number;
  /** Of what is logged and the value together. */
  characters: number;
}

/** Runs JavaScript of a model where it reaches nothing: no page, no storage, no network. */
export interface Sandbox {
  limits: RunLimits;
  /** Rejects when the sandbox cannot be had or breaks, and at once when `signal` is aborted. */
  run(code: string, signal: AbortSignal): Promise<Run>;
}
