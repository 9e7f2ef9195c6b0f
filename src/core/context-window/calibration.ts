/** What the answers of one model taught about its tokenizer. */
export interface Calibration {
  /** Tokens that the server counted for each one of the plain estimate. */
  ratio: number;
  /** How many answers it rests on. */
  answers: number;
}

/** No tokenizer of words is further off; what is counted something else (llama.cpp's tiny test models come to 3). */
const leastRatio = 0.3;
const mostRatio = 4;

/** A short prompt tells more about the template around it than about the tokenizer. */
const leastPrompt = 100;
const fullPrompt = 400;

/** So many answers are remembered: a chat in another language is learned within a few. */
const memory = 8;
/** Once some are known, one odd answer moves it by this share at most. */
const mostStep = 0.25;

/** From so many answers on it is trusted. */
export const trustedAnswers = 3;

/**
 * The calibration after one more answer: `plain` is the plain estimate of what was sent, `counted` the server's own
 * number for it. The same object where this answer teaches nothing.
 */
export function calibrated(
  before: Calibration | undefined,
  plain: number,
  counted: number,
): Calibration | undefined {
  if (plain < leastPrompt) return before;
  const found = counted / plain;
  if (!(found >= leastRatio && found <= mostRatio)) return before;
  const { ratio, answers } = before ?? { ratio: 1, answers: 0 };
  const weight = Math.min(1, plain / fullPrompt) / Math.min(answers + 1, memory);
  const target = answers < trustedAnswers ? found : within(found, ratio);
  return { ratio: ratio + (target - ratio) * weight, answers: answers + 1 };
}

/** Whether it is worth writing to disk: every answer of a young one, of an old one only what moves it. */
export function isNews(before: Calibration | undefined, after: Calibration): boolean {
  if (!before || after.answers <= memory) return before !== after;
  return Math.abs(after.ratio / before.ratio - 1) > 0.01;
}

/** Tokens of a plain estimate, as this model would count them. */
export function inTokensOf(calibration: Calibration | undefined, plain: number): number {
  return plain * (calibration?.ratio ?? 1);
}

/**
 * Of a request with so many tokens by the plain estimate, `tools` of them about tools, those that the server has read as
 * well: with the tools or without, whichever is nearer to its count.
 */
export function plainRead(
  { plain, tools }: { plain: number; tools: number },
  counted: number,
  calibration: Calibration | undefined,
): number {
  const offBy = (tokens: number): number =>
    Math.abs(Math.log(Math.max(1, counted) / Math.max(1, inTokensOf(calibration, tokens))));
  return offBy(plain - tools) < offBy(plain) ? plain - tools : plain;
}

function within(found: number, ratio: number): number {
  return Math.max(ratio * (1 - mostStep), Math.min(found, ratio * (1 + mostStep)));
}
