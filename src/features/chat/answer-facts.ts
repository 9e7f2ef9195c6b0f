import type { Message } from '../../core/chat/types';
import { formatNumber } from '../../lib/format';

/** The line of numbers under an answer, and where each of them comes from. */
export interface AnswerFacts {
  line: string;
  sources: string;
}

/** A shorter time says more about the network's packets than about the model. */
const SHORTEST_MS = 200;

/** What is known about a settled answer; undefined when nothing is. A missing usage gives no number. */
export function answerFacts(
  message: Pick<Message, 'timing' | 'usage' | 'serverTimings' | 'earlierTokens'>,
  /** Tokens of the answers before it in its turn. */
  before = 0,
): AnswerFacts | undefined {
  const facts = [speed(message), firstToken(message), tokens(message, before)].filter(
    (fact) => !!fact,
  );
  if (facts.length === 0) return undefined;
  return {
    line: facts.map(([words]) => words).join(' · '),
    sources: facts.map(([, source]) => source).join(' '),
  };
}

type Fact = readonly [words: string, source: string] | undefined;

function speed({ timing, usage, serverTimings }: Parameters<typeof answerFacts>[0]): Fact {
  const given = serverTimings?.completionPerSecond;
  if (given) return [rate(given), 'The speed is the server’s own.'];
  const { firstTokenAt, finishedAt } = timing ?? {};
  if (!usage || firstTokenAt === undefined || finishedAt === undefined) return undefined;
  const took = finishedAt - firstTokenAt;
  // The first token arrives at the start of this span, so it does not count.
  const count = usage.completionTokens - 1;
  if (took < SHORTEST_MS || count < 1) return undefined;
  return [measured(rate((count * 1_000) / took)), 'The speed was measured in this page (≈).'];
}

/** Marked without a look at its source. */
function measured(words: string): string {
  return `≈\u202f${words}`;
}

function rate(perSecond: number): string {
  const digits = perSecond < 99.95 ? perSecond.toFixed(1) : formatNumber(perSecond);
  return `${digits}\u202ftok/s`;
}

function firstToken({ timing }: Parameters<typeof answerFacts>[0]): Fact {
  if (timing?.firstTokenAt === undefined) return undefined;
  const seconds = (timing.firstTokenAt - timing.startedAt) / 1_000;
  const words = `${briefly(seconds)}\u202fs to first token`;
  return [
    seconds < 0.1 ? words : measured(words),
    'The time to the first token was measured in this page (≈).',
  ];
}

function briefly(seconds: number): string {
  if (seconds < 0.1) return '<\u202f0.1';
  return seconds < 9.95 ? seconds.toFixed(1) : formatNumber(seconds);
}

function tokens(
  { usage, serverTimings, earlierTokens: parts = 0 }: Parameters<typeof answerFacts>[0],
  before: number,
): Fact {
  const earlier = parts + before;
  const last = usage?.completionTokens ?? serverTimings?.completionTokens;
  if (last === undefined) return undefined;
  const count = last + earlier;
  const prompt = usage?.promptTokens ?? serverTimings?.promptTokens;
  const after = prompt ? `, after a prompt of ${formatNumber(prompt)}` : '';
  const share = earlier ? `: ${formatNumber(last)} of them when the answer went on` : '';
  return [
    `${formatNumber(count)} ${count === 1 ? 'token' : 'tokens'}`,
    `The server counted the tokens${after}${share}.`,
  ];
}
