import type { CallState } from '../../../state/tools';

/** What is asked before a call runs: the tool's own sentence, which says what its arguments lead to, else who wants what. */
export function questionWords({ tool, args }: Extract<CallState, { kind: 'asks' }>): string {
  const own = tool.describe?.(args);
  return own ?? `The model wants to run “${tool.title}” of ${tool.origin} with these arguments.`;
}
