import type { ChatRequestTool } from '../../protocol/openai/request';
import type { Message } from '../chat/types';
import { plainTokens } from './estimate';
import { messageOverhead, messageTokens, toolTokens } from './estimate-messages';

/** A chat that is to be shortened. */
export interface Compactable {
  /** The messages of the next request; the question that waits for its answer is among them. */
  path: readonly Message[];
  systemPrompt?: string | undefined;
  tools?: readonly ChatRequestTool[];
  /** What the next prompt may take, in tokens of the model. */
  room: number;
  /** Tokens of the model for each of the plain estimate. */
  ratio: number;
}

export type CompactionPlan =
  | {
      kind: 'summarise';
      /** The last message that the summary stands for; the path goes on behind it with a question. */
      last: Message;
      /** How many messages of the path it stands for, those of an earlier summary too. */
      count: number;
      /** What is summarised: the messages behind an earlier summary, up to `last`. */
      messages: readonly Message[];
      /** The text of the earlier summary, which goes into this one. */
      earlier: string | undefined;
      /** How long the summary should be, in tokens of the model. */
      tokens: number;
      /** How long it may be at most, so that the next request fits. */
      most: number;
    }
  /** Only the last turn is there, or it alone stands behind a summary. */
  | { kind: 'nothing-older' }
  /** Even without anything older there is no room for it, by so many tokens. */
  | { kind: 'last-too-long'; tokens: number; room: number };

/** What is kept as it is may fill this share of the room: a chat that is full again with the next turn gained nothing. */
const keptShare = 0.6;
/** The turn before the question is worth more than that. */
const turnShare = 0.8;
const summaryShare = 0.2;
const longestSummary = 1_500;
/** A summary that must be shorter than this says nothing. */
const shortestSummary = 48;

/**
 * Which older turns are to be summarised, so that the next request fits and leaves room: as few as that takes, cut only
 * where a question follows an answer. The last question stays as it is, and the turn before it wherever it fits too.
 */
export function planCompaction(chat: Compactable): CompactionPlan {
  const { path, systemPrompt = '', tools = [], room, ratio } = chat;
  const begin = path.findLastIndex((message) => message.compaction !== undefined) + 1;
  const question = path.findLastIndex(({ role }) => role === 'user');
  const fixed =
    messageOverhead +
    toolTokens(tools) +
    (systemPrompt.trim() === '' ? 0 : plainTokens(systemPrompt) + messageOverhead);
  // Added up once: a chat has thousands of places where it may be cut.
  const sums = [fixed];
  for (let at = path.length - 1; at >= begin; at--) {
    const message = path[at];
    sums.push((sums.at(-1) ?? 0) + (message ? messageTokens(message) : 0));
  }
  const tokensFrom = (at: number): number => (sums[path.length - at] ?? fixed) * ratio;

  const share = Math.floor(room * summaryShare);
  const summary = Math.max(shortestSummary, Math.min(longestSummary, share));
  const cuts = cutsOf(path, begin);
  // Two questions without an answer between them stay together.
  const rest = tokensFrom(cuts.at(-1) ?? Math.max(begin, question));
  if (rest + shortestSummary > room) return { kind: 'last-too-long', tokens: rest, room };
  // What is there is a part of what may stay: a chat that fits is shortened too when somebody asks for it.
  const most = Math.min(room * keptShare, tokensFrom(begin) / 2);
  const fits = (at: number, within: number): boolean => tokensFrom(at) + summary <= within;
  const cut =
    cuts.slice(0, -1).find((at) => fits(at, most)) ??
    cuts.slice(-2).find((at) => fits(at, room * turnShare)) ??
    cuts.at(-1);
  const last = path[(cut ?? 0) - 1];
  if (cut === undefined || !last) return { kind: 'nothing-older' };
  const left = Math.floor(room - tokensFrom(cut));
  return {
    kind: 'summarise',
    last,
    count: cut,
    messages: path.slice(begin, cut),
    earlier: path[begin - 1]?.compaction?.text,
    tokens: Math.min(summary, left),
    most: left,
  };
}

/** Where a question follows an answer, with something before it that a summary can stand for. */
function cutsOf(path: readonly Message[], begin: number): number[] {
  const cuts: number[] = [];
  for (let at = begin + 1; at < path.length; at++) {
    if (path[at]?.role === 'user' && path[at - 1]?.role === 'assistant') cuts.push(at);
  }
  return cuts;
}
