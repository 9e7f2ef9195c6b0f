import type { Connection } from '../openai/connection';
import { chatRequestBody, type ChatRequestMessage } from '../openai/request';
import { isObject, member, parseJson, tokenCount } from '../openai/wire';
import { order } from './ask';

/** What a tokenizer is asked to count. */
export interface Countable {
  model: string;
  messages: readonly ChatRequestMessage[];
}

/** Asks a server's own tokenizer; undefined when it does not answer as expected. Throws only when aborted. */
export type CountTokens = (
  connection: Connection,
  countable: Countable,
) => Promise<number | undefined>;

/** The request's prompt with the template around it (llama.cpp, seen: the same number as `prompt_tokens`). */
export const countWithLlamaCpp: CountTokens = async (connection, countable) =>
  tokenCount(
    member(await ask(connection, '/v1/chat/completions/input_tokens', countable), 'input_tokens'),
  );

/** vLLM applies the template to messages (TokenizeChatRequest in its protocol.py); below the root, not below /v1. */
export const countWithVllm: CountTokens = async (connection, countable) =>
  tokenCount(member(await ask(connection, '/tokenize', countable), 'count'));

/** As vLLM, but below /v1 (aphrodite/endpoints/openai/api_server.py). */
export const countWithAphrodite: CountTokens = async (connection, countable) =>
  tokenCount(member(await ask(connection, '/v1/tokenize', countable), 'count'));

/** TGI lists the tokens of the templated chat (router/src/server.rs). */
export const countWithTgi: CountTokens = async (connection, countable) => {
  const tokens = member(await ask(connection, '/chat_tokenize', countable), 'tokenize_response');
  return Array.isArray(tokens) ? tokens.length : undefined;
};

/** text-generation-webui counts a text: the words of all messages, without its template. */
export const countWithTextGenerationWebui: CountTokens = async (connection, { messages }) => {
  const text = messages.map(wordsOf).join('\n');
  return tokenCount(member(await post(connection, '/v1/internal/token-count', { text }), 'length'));
};

function wordsOf({ content }: ChatRequestMessage): string {
  if (typeof content === 'string') return content;
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}

/** Model and messages as a chat request spells them, and nothing beside: strict servers refuse more. */
function ask(connection: Connection, path: string, countable: Countable): Promise<unknown> {
  const body = parseJson(chatRequestBody({ ...countable, stream: false }));
  const { model, messages } = isObject(body) ? body : {};
  return post(connection, path, { model, messages });
}

async function post(connection: Connection, path: string, body: object): Promise<unknown> {
  try {
    return await order(connection, path, body);
  } catch (error) {
    if (connection.signal?.aborted) throw error;
    return undefined;
  }
}
