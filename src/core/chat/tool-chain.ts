import type { Message } from './types';

/**
 * A turn with tools is a chain: an answer whose calls get results, then the answer to these. Whether an answer stands in
 * the middle of one: it calls tools, and something must follow.
 */
export function callsTools({ role, toolCalls }: Pick<Message, 'role' | 'toolCalls'>): boolean {
  return role === 'assistant' && toolCalls.length > 0;
}

/** Whether an answer has ended by itself with calls. Their presence tells, not the finish reason (protocol.md §4). */
export function wantsTools(message: Message | undefined): message is Message {
  return message !== undefined && message.status === 'done' && callsTools(message);
}

/** Whether an answer is complete, and a question may follow by itself. */
export function isFinished(message: Message): boolean {
  return message.status === 'done' && !callsTools(message);
}

/** A chain that stands still at its end: at the limit of rounds, after Stop or a reload, or since a tool is off. */
export interface StandingChain {
  /** The answer to go on from. */
  answerId: string;
  /** How many of its calls have no result; 0: only the next answer is missing. */
  notRun: number;
  /** Answers that called tools, one after the other, this one among them. */
  rounds: number;
}

/** The chain at the end of a path that could go on; undefined when there is none, or while its answer is written. */
export function standingChain(path: readonly Message[]): StandingChain | undefined {
  const last = path.at(-1);
  if (!last || !callsTools(last) || last.status === 'streaming' || last.status === 'failed') {
    return undefined;
  }
  const before = path.findLastIndex((message) => !callsTools(message));
  const notRun = last.toolCalls.filter(({ result }) => result === undefined).length;
  return { answerId: last.id, notRun, rounds: path.length - 1 - before };
}
