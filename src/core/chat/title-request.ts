import type { ChatRequest } from '../../protocol/openai/request';

/** Enough to see what a chat is about, and little to read for a slow server. */
const EXCERPT = 2_000;
/** A model that thinks first needs room for that; a title takes ten. */
const MOST_TOKENS = 400;
const LONGEST = 80;

/** Asks a model for the title of a chat, by its first question and answer. */
export function titleRequest(model: string, question: string, answer: string): ChatRequest {
  const content = [
    'Write a title for this conversation: at most six words, in its language, without quotes or a full stop. Answer with the title alone.',
    `Question:\n${question.slice(0, EXCERPT)}`,
    `Answer:\n${answer.slice(0, EXCERPT)}`,
  ].join('\n\n');
  return {
    model,
    messages: [{ role: 'user', content }],
    stream: true,
    includeUsage: true,
    maxTokens: MOST_TOKENS,
  };
}

/** The title in what a model wrote, without the dress that models give it; undefined when there is none. */
export function titleFromAnswer(text: string): string | undefined {
  const line = text.split('\n').find((part) => /[\p{L}\p{N}]/u.test(part)) ?? '';
  const clean = line
    .replace(/^[\s#>*_`-]*(?:(?:title|titel|titre|título)\s*[:：]\s*)?/iu, '')
    .replace(/^["'“”„«»*_`\s]+|["'“”«».*_`\s]+$/gu, '')
    .replace(/\s+/g, ' ');
  // A sentence is no title: the model has begun to talk.
  return clean !== '' && clean.length <= LONGEST ? clean : undefined;
}
