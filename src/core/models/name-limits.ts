import { findFamily } from './families';
import { normalizeName } from './model-name';
import type { Limit } from './types';

const assumedContext = 8192;
const assumedOutput = 4096;

/** What a name tells about capabilities; an absent field means that it tells nothing. */
export interface NameCapabilities {
  /** Only ever true: a name does not turn tools off. */
  tools?: true;
  vision?: boolean;
  reasoning?: boolean;
}

/**
 * Limits in tokens for a model id, by its name alone. Always answers: where the name tells nothing,
 * 8192 and 4096 with the source `default`. The output is never below 4096.
 */
export function limitsFromName(id: string): { contextWindow: Limit; maxOutputTokens: Limit } {
  const name = normalizeName(id);
  const family = findFamily(name);
  const context = sizeInName(name) ?? family?.contextWindow;
  const contextWindow = limit(context, assumedContext);
  const output = family && bounded(family.maxOutputTokens, contextWindow.tokens);
  return { contextWindow, maxOutputTokens: limit(output, assumedOutput) };
}

const seeing =
  /-(?:vl\d?|vision|omni|multimodal|mm|(?:bak)?llava|pixtral|internvl|minicpm-v|moondream|smolvlm|paligemma|[a-z]*ocr|glm-[\d.]+v)-/;
const thinking =
  /-(?:think|thinking|reasoner|reasoning|r1|qwq|qvq|magistral|o[134]|deep-?research)-/;
const notThinking =
  /-(?:instruct-2507|non-?(?:reasoning|thinking)|no-?(?:think|reasoning)|chat-latest)-/;

/** Capabilities by the name alone: words such as `-vl` or `-thinking` first, then the family. */
export function capabilitiesFromName(id: string): NameCapabilities {
  const name = normalizeName(id);
  const family = findFamily(name);
  const vision = seeing.test(name) || family?.vision;
  const reasoning = !notThinking.test(name) && (thinking.test(name) || family?.reasoning);
  return {
    ...(family?.tools && { tools: true }),
    ...(vision !== undefined && { vision }),
    ...(reasoning !== undefined && { reasoning }),
  };
}

/** `128k`, `1m` and `32768`. Other numbers before an m count parameters: 270m, 135m. */
function sizeInName(name: string): number | undefined {
  return name.split('-').map(sizeOfWord).find(Boolean);
}

function sizeOfWord(word: string): number | undefined {
  const [, kilo, mega, plain] = /^(?:(\d{1,4})k|(1|2|4|10)m|(\d{4,8}))$/.exec(word) ?? [];
  if (mega) return Number(mega) * 1024 * 1024;
  if (kilo) return Number(kilo) > 1 ? Number(kilo) * 1024 : undefined;
  // A bare number is a size only where it cannot be a date such as 2407 or 20241022.
  const tokens = Number(plain);
  return tokens >= 4096 && Number.isInteger(Math.log2(tokens)) ? tokens : undefined;
}

/** An answer does not outgrow a small window in the name, but 4096 stays; 0 stays unknown. */
function bounded(output: number, contextWindow: number): number {
  return output && Math.max(assumedOutput, Math.min(output, contextWindow));
}

function limit(tokens: number | undefined, assumed: number): Limit {
  return tokens ? { tokens, source: 'name' } : { tokens: assumed, source: 'default' };
}
