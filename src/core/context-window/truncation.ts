import type { PromptEstimate, Truncation } from '../chat/types';
import type { Limit, LimitSource } from '../models/types';

/** What is known when an answer has ended. */
export interface AskedAndRead {
  sent: PromptEstimate;
  /** Tokens that the server says it read. */
  read: number;
  /** How many of those sent came after the answer before, in the same estimate; undefined without one. */
  fresh: number | undefined;
  /** The window that the model was taken to have. */
  window: Limit | undefined;
}

/** Below this gap the template, or a tokenizer's mood, explains it. */
const leastGap = 200;

/** From here on it is worth a closer look. */
const leastDoubt = 0.95;

/** How much of what was sent must have been read, by how well that is known. */
const share = { counted: 0.9, calibrated: 0.75, estimated: 0.42 };

/** The plain estimate is hardly ever further above the truth than this. */
const surely: Record<PromptEstimate['by'], number> = {
  counted: 0.98,
  calibrated: 0.75,
  estimated: 0.65,
};

/** Tokens that are too few for an answer. */
const noRoom = 8;

/** Sources that tell what is loaded, not what could be. */
const loaded: readonly LimitSource[] = ['user', 'learned', 'server-runtime'];

/**
 * Whether the server left out a part of what was sent, and the window that shows in it; undefined when nothing says so.
 * Rather silent than wrong: a tokenizer of its own, a template, a prompt that lay in the server's cache (Ollama before
 * 0.31 and between 0.30 and its repair counts only what is new: ollama#5370, #16428) must not look like a loss.
 */
export function judgeTruncation(known: AskedAndRead): Truncation | undefined {
  if (!fallsSuspiciouslyShort(known)) return undefined;
  const isProven = exceedsWindow(known);
  if (!isProven && (countsOnlyNew(known) || !fallsShort(known))) return undefined;
  const window = shownWindow(known, isProven);
  return window === undefined ? {} : { window };
}

/** Whether less was read than was sent, as far as one can tell: worth a closer look, and no more than that. */
export function fallsSuspiciouslyShort({ sent, read }: AskedAndRead): boolean {
  return read > 0 && sent.tokens - read >= leastGap && read < sent.tokens * leastDoubt;
}

/** Whether a server's count is of all that was sent: one that left out its cache teaches nothing about the tokenizer. */
export function isFullCount(known: AskedAndRead): boolean {
  return known.read >= known.sent.tokens * share.calibrated || !countsOnlyNew(known);
}

/**
 * More was sent than the loaded window holds, however generously it is counted, and no more than that was read; or the
 * prompt ends where the window does: nobody fits a prompt so that its answer has no room.
 */
function exceedsWindow({ sent, read, window }: AskedAndRead): boolean {
  if (!window || !loaded.includes(window.source) || read > window.tokens) return false;
  if (read >= window.tokens - noRoom) return true;
  const least = sent.tokens * surely[sent.by];
  return least > window.tokens && read < least;
}

function fallsShort({ sent, read }: AskedAndRead): boolean {
  if (read < sent.tokens * share[sent.by]) return true;
  // An uncalibrated estimate falls short by a third at most; a prompt that ends at a usual size tells the rest.
  return (
    sent.by === 'estimated' &&
    read < sent.tokens * share.calibrated &&
    usualSize(read) !== undefined
  );
}

/** What was read is no more than what was new: the rest may have come from the cache. */
function countsOnlyNew({ read, fresh }: AskedAndRead): boolean {
  return fresh !== undefined && read <= fresh * 1.6 + leastGap / 2;
}

function shownWindow({ read, window }: AskedAndRead, isProven: boolean): number | undefined {
  if (isProven) return window?.tokens;
  return usualSize(read);
}

/** The power of two, from 1024 on, that a prompt was cut to: it ends there, or a message's length below. */
function usualSize(read: number): number | undefined {
  const size = 2 ** Math.ceil(Math.log2(read));
  return size >= 1024 && read >= size * 0.97 ? size : undefined;
}
