import { wantsTools } from '../../../core/chat/tool-chain';
import type { Message } from '../../../core/chat/types';

/** The answers of one turn up to a place in the path: a model that calls tools answers in several messages. */
export function turnUpTo(path: readonly Message[], at: number): readonly Message[] {
  let from = at;
  while (from >= 0 && path[from]?.role === 'assistant') from -= 1;
  return path.slice(from + 1, at + 1);
}

/** Why a turn has ended with calls that the model has heard nothing of. */
export type TurnBreak =
  { kind: 'limit'; rounds: number } | { kind: 'not-run'; count: number } | { kind: 'unheard' };

/** Why a turn that runs no more does not end with an answer; undefined where it does, or ended otherwise. */
export function turnBreak(turn: readonly Message[], limit: number): TurnBreak | undefined {
  const last = turn.at(-1);
  if (!wantsTools(last)) return undefined;
  const count = last.toolCalls.filter(({ result }) => !result).length;
  if (count === 0) return { kind: 'unheard' };
  // Whoever went on at the limit got as many rounds again.
  const rounds = turn.length - 1;
  const isWhole = count === last.toolCalls.length;
  return isWhole && rounds > 0 && rounds % limit === 0
    ? { kind: 'limit', rounds }
    : { kind: 'not-run', count };
}

/** What is so, and the button that goes on from there. */
export function breakWords(why: TurnBreak): { line: string; button: string } {
  switch (why.kind) {
    case 'limit':
      return {
        line: `The limit of rounds is reached: tools were called ${why.rounds === 1 ? 'once' : `${why.rounds} times`}, and the model wants more.`,
        button: 'Go on',
      };
    case 'not-run':
      return why.count === 1
        ? { line: 'The call was not run.', button: 'Run it and go on' }
        : { line: `${why.count} calls were not run.`, button: 'Run them and go on' };
    case 'unheard':
      return { line: 'The model has not been told what came out.', button: 'Go on' };
  }
}

/** Tokens that the answers before the last one of a turn took; undefined when a server did not count them. */
export function earlierTokens(turn: readonly Message[]): number | undefined {
  let sum = 0;
  for (const { usage, serverTimings, earlierTokens: before = 0 } of turn.slice(0, -1)) {
    const count = usage?.completionTokens ?? serverTimings?.completionTokens;
    if (count === undefined) return undefined;
    sum += count + before;
  }
  return sum;
}
