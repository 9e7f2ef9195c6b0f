import { readOverflow } from '../core/chat/overflow';
import { toMessageError } from '../core/chat/apply-event';
import {
  chunksOf,
  partsToJoin,
  summaryFromAnswer,
  summaryInstruction,
  summaryRequest,
} from '../core/chat/summary-request';
import { plainTokens } from '../core/context-window/estimate';
import { messageOverhead } from '../core/context-window/estimate-messages';
import type { CompletionEvent } from '../protocol/openai/events';
import type { ChatRequest } from '../protocol/openai/request';

/** Who writes a summary. */
export interface SummaryWriter {
  modelId: string;
  /** Its context window, in tokens. */
  window: number;
  /** Its tokens for each of the plain estimate. */
  ratio: number;
  stream: boolean;
  ask(request: ChatRequest): AsyncGenerator<CompletionEvent>;
  /** Told of each request and of what has arrived of its answer. */
  onProgress(progress: { step: number; steps: number; text: string }): void;
  /** Told of a refusal that says how large the window really is. */
  onOverflow(error: unknown): void;
}

/** The window is not filled to its edge: what is counted here is an estimate. */
const safeShare = 0.92;
/** What the answer may take beside the summary, of a model that thinks first. */
const thinkingShare = 1 / 8;
const leastText = 64;
const leastSummary = 48;
/** Each round makes a fraction of the one before. */
const mostRounds = 5;
const mostTries = 3;

/**
 * Has parts of a conversation summarised in `tokens`, `most` at the outside: at once where they fit into the writer's
 * window, else piece by piece, and the summaries of the pieces then. Throws what the server answers, or why there is no summary.
 */
export async function writeSummary(
  parts: readonly string[],
  { tokens, most }: { tokens: number; most: number },
  writer: SummaryWriter,
): Promise<string> {
  const text = await fitting(writer, (window) => inRounds(parts, tokens, window, writer));
  const isTooLong = (summary: string): boolean => plainTokens(summary) * writer.ratio > most;
  if (!isTooLong(text)) return text;
  const shorter = await fitting(writer, (window) => inRounds([text], tokens, window, writer));
  if (isTooLong(shorter)) throw new Error('The summary is too long for the window.');
  return shorter;
}

/** Tries again with smaller pieces where the server says that one was too long. */
async function fitting(
  writer: SummaryWriter,
  write: (window: number) => Promise<string>,
): Promise<string> {
  let window = writer.window;
  for (let tries = 1; ; tries++) {
    try {
      return await write(window);
    } catch (error) {
      const overflow = readOverflow(toMessageError(error));
      if (!overflow || tries === mostTries) throw error;
      writer.onOverflow(error);
      window = Math.min(overflow.window ?? Infinity, overflow.promptLimit ?? Infinity, window / 2);
    }
  }
}

async function inRounds(
  parts: readonly string[],
  tokens: number,
  window: number,
  writer: SummaryWriter,
): Promise<string> {
  let rest = parts;
  for (let round = 1; round <= mostRounds; round++) {
    const room = roomForText(window, tokens, writer);
    const chunks = chunksOf(rest, room, (text) => plainTokens(text) * writer.ratio);
    const isLast = chunks.length === 1;
    // A piece's summary is a fraction of the piece, whatever the whole may take.
    const each = isLast ? tokens : Math.max(leastSummary, Math.min(tokens, Math.floor(room / 4)));
    const steps = isLast ? 1 : chunks.length + 1;
    const summaries: string[] = [];
    for (const text of chunks) {
      const step = summaries.length + 1;
      summaries.push(await askOnce({ text, tokens: each, window, step, steps }, writer));
    }
    if (isLast) return summaries.join('');
    rest = partsToJoin(summaries);
  }
  throw new Error('The summaries did not get shorter.');
}

/** What is left for the text that is summarised, in the writer's tokens. */
function roomForText(window: number, tokens: number, { ratio }: SummaryWriter): number {
  const asked = (plainTokens(summaryInstruction(tokens)) + 2 * messageOverhead) * ratio;
  const left = window * (safeShare - thinkingShare) - asked - tokens;
  return Math.max(leastText, Math.floor(left));
}

interface Piece {
  text: string;
  tokens: number;
  window: number;
  step: number;
  steps: number;
}

async function askOnce(piece: Piece, writer: SummaryWriter): Promise<string> {
  const { text, tokens, window, step, steps } = piece;
  const prompt = plainTokens(`${summaryInstruction(tokens)}${text}`) + 2 * messageOverhead;
  const left = Math.floor(window * safeShare - prompt * writer.ratio);
  const { modelId: model, stream } = writer;
  let said = '';
  let isComplete = false;
  writer.onProgress({ step, steps, text: said });
  for await (const event of writer.ask(summaryRequest({ model, text, tokens, left, stream }))) {
    if (event.type === 'finish') isComplete = true;
    else if (event.type === 'text-was-reasoning') said = '';
    else if (event.type === 'text-delta') said += event.text;
    else continue;
    writer.onProgress({ step, steps, text: said });
  }
  if (!isComplete) throw new Error('The connection ended before the summary did.');
  const summary = summaryFromAnswer(said);
  if (summary === undefined) throw new Error('The model wrote no summary.');
  return summary;
}
