/** What a check of a model finds out, in the order shown. */
export const checkNames = [
  'streaming',
  'usage',
  'reasoning',
  'tools',
  'parallel-tools',
  'json-schema',
  'images',
] as const;

export type CheckName = (typeof checkNames)[number];

export const verdicts = ['yes', 'no', 'unclear'] as const;

export type Verdict = (typeof verdicts)[number];

export interface CheckResult {
  name: CheckName;
  verdict: Verdict;
  /** What was seen, or the server's own words; empty where the verdict says it all. */
  words: string;
}

/** A model as it was when it was asked. */
export interface ModelCheck {
  /** Epoch ms. */
  at: number;
  results: CheckResult[];
}
