import type { MessageError } from './types';

/** What an overflow error gives away, in tokens; each only where the server tells it. */
export interface Overflow {
  /** The context window: prompt and answer together. */
  window?: number;
  /** What a prompt alone may take, where the server counts it apart. */
  promptLimit?: number;
  /** What the prompt that was refused takes. */
  sent?: number;
}

/** The texts of protocol.md §5. */
const overflowPattern =
  /prompt is too long|exceeds? the (?:available )?context (?:window|size|length)|maximum context length (?:is|of)|maximum prompt length is|reduce the length of the (?:messages|input)|input token count.*exceeds|(?:longer|greater) than the context length|does not fit in context length|context the overflows|context size has been exceeded|too large for model with \d+ maximum context|`inputs`.*must (?:be <=|have less than)|exceeded model token limit|context[_ ]length[_ ]exceeded|exceed_context_size|context window exceeds limit|too many tokens|token limit exceeded/i;

/** A limit on the answer alone, which some servers word much like the other one: a shorter prompt does not help there. */
const outputPattern =
  /(?:(?<!\+ `)max_(?:completion_|output_|new_)?tokens\b['"`]?(?:\s*\(\d+\))?\s*(?:(?:is|was) too large|cannot be greater|must be|exceeds)|at most \d+ completion tokens)(?!.*maximum context length)/is;

const NUMBER = String.raw`(\d[\d,]*)`;
const numbered = (pattern: string): RegExp => new RegExp(pattern.replaceAll('#', NUMBER), 'is');

/** Who words it like this: llama.cpp (LiteLLM quotes it), LM Studio, vLLM and the OpenAI family, TGI and Together, Mistral, xAI, Gemini, Anthropic, Kimi, Cerebras. */
const windowPatterns = [
  '"n_ctx"\\s*:\\s*#',
  'available context size \\(# tokens\\)',
  'n_ctx:\\s*#',
  'context length only supports # tokens',
  'context length (?:is|of) (?:only )?# tokens',
  '`inputs` tokens \\+ `max_new_tokens` must be <= #',
  'too large for model with # maximum context',
  'maximum prompt length is #',
  'input token count \\(#\\) exceeds the maximum number of tokens allowed \\(#\\)',
  'prompt is too long: # tokens > # maximum',
  'exceeded model token limit: #',
  'current length is # while limit is #',
].map(numbered);

const promptLimitPatterns = ['`inputs` must have less than # tokens'].map(numbered);

const sentPatterns = [
  '"n_prompt_tokens"\\s*:\\s*#',
  'request \\(# tokens\\)',
  'the input has # tokens',
  'n_keep:\\s*#',
  '\\(# in (?:the messages|your prompt)',
  'messages resulted in # tokens',
  'your request has # input tokens',
  'you passed # input tokens',
  'requested about # tokens',
  'given: # `inputs`',
  '`inputs` must have less than # tokens. given: #',
  'prompt contains # tokens',
  'request contains # tokens',
  'input token count \\(#\\)',
  'prompt is too long: # tokens',
  'token limit: # \\(requested: #\\)',
  'current length is #',
].map(numbered);

/** Whether an error says that the prompt was longer than the context window. */
export function isOverflow(error: MessageError): boolean {
  // A limit per minute counts tokens too.
  if (error.status === 429) return false;
  const words = `${error.serverMessage} ${error.serverCode ?? ''}`;
  return overflowPattern.test(words) && !outputPattern.test(words);
}

/**
 * What an error says of the window; undefined when it is no overflow. A limit on the answer (`max_tokens`) is never taken
 * for the window, nor is a number of characters (vLLM).
 */
export function readOverflow(error: MessageError): Overflow | undefined {
  if (!isOverflow(error)) return undefined;
  // llama.cpp tells its numbers beside the message.
  const words = `${error.serverMessage}\n${error.body ?? ''}`;
  const window = lastNumber(windowPatterns, words);
  const promptLimit = lastNumber(promptLimitPatterns, words);
  const sent = lastNumber(sentPatterns, words);
  return {
    ...(window !== undefined && { window }),
    ...(promptLimit !== undefined && { promptLimit }),
    ...(sent !== undefined && { sent }),
  };
}

/** No window is smaller, nor larger: what is, was a code or a count of something else. */
const least = 64;
const most = 100_000_000;

/** The last number of the first pattern that is there. */
function lastNumber(patterns: readonly RegExp[], words: string): number | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(words)?.slice(1).at(-1);
    const tokens = Number(found?.replaceAll(',', ''));
    if (tokens >= least && tokens <= most) return tokens;
  }
  return undefined;
}
