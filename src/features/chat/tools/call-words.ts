import type { MessageStatus, ToolCall, ToolResult } from '../../../core/chat/types';
import { formatDuration } from '../../../lib/format';
import type { CallState } from '../../../state/tools';
import { elapsed } from '../elapsed';

/** How far a call has come. */
export type CallPhase =
  CallState | { kind: 'writing' | 'waits' | 'not-run' } | { kind: 'ended'; result: ToolResult };

export interface CallFacts {
  call: Pick<ToolCall, 'result'>;
  /** Of the message that the call stands in. */
  status: MessageStatus;
  /** What it waits for, or that it runs. */
  state: CallState | undefined;
  /** The turn goes on: what has not begun will. */
  isTurnRunning: boolean;
}

/** How far a call has come. A result is the last word; without one the running turn tells. */
export function callPhase({ call, status, state, isTurnRunning }: CallFacts): CallPhase {
  if (call.result) return { kind: 'ended', result: call.result };
  if (status === 'streaming') return { kind: 'writing' };
  if (state) return state;
  return { kind: isTurnRunning && status === 'done' ? 'waits' : 'not-run' };
}

/** A call's state behind its name, in a word or two. */
export function callWords(phase: CallPhase, now: number): string {
  switch (phase.kind) {
    case 'writing':
      return 'being written';
    case 'asks':
      return 'waits for your answer';
    case 'waits':
      return 'waits for its turn';
    case 'runs':
      return `running, ${elapsed(now - phase.since)}`;
    case 'not-run':
      return 'not run';
    case 'ended':
      return endWords(phase.result);
  }
}

function endWords({ status, startedAt, finishedAt }: ToolResult): string {
  const took = formatDuration(Math.max(0, finishedAt - startedAt));
  switch (status) {
    case 'done':
      return `done in ${took}`;
    case 'failed':
      return `failed after ${took}`;
    case 'denied':
      return 'not allowed';
    case 'stopped':
      return `stopped after ${took}`;
  }
}

/** What a screen reader hears when a call has come so far; undefined where nothing is worth a word. */
export function callNews(name: string, phase: CallPhase): string | undefined {
  if (phase.kind === 'asks') return `The model asks to run ${name}.`;
  if (phase.kind !== 'ended') return undefined;
  switch (phase.result.status) {
    case 'done':
      return `${name} is done.`;
    case 'failed':
      return `${name} failed.`;
    case 'denied':
      return `${name} was not allowed.`;
    case 'stopped':
      return `${name} was stopped.`;
  }
}

const LONGEST_LINE = 160;

/** The beginning of a result as one line; however long the result, only that much of it is looked at. */
export function resultLine(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST_LINE)
    .replace(/\s+/g, ' ')
    .trim();
  const isCut = line.length > LONGEST_LINE || text.length > 4 * LONGEST_LINE;
  return isCut ? `${line.slice(0, LONGEST_LINE)}…` : line;
}
