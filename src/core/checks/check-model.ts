import type { Connection } from '../../protocol/openai/connection';
import { ApiError } from '../../protocol/openai/errors';
import { observeChat, type Observation } from '../../protocol/openai/observe';
import type { ChatRequest } from '../../protocol/openai/request';
import { dialectFor } from '../dialect/dialect';
import { lessonsFrom } from '../dialect/lessons';
import type { LearnedField } from '../dialect/types';
import type { ServerKind } from '../servers/types';
import { hello, others, type Question } from './questions';
import type { CheckResult } from './types';

export interface CheckTarget {
  model: string;
  connection: Connection;
  kind: ServerKind | undefined;
  learned: readonly LearnedField[];
}

/** What is asked about must be asked, whatever was learned of it before. */
const asked = new Set(['tools', 'tool_choice', 'parallel_tool_calls', 'response_format']);

/**
 * Asks a model what it can do, one short request after the other, and yields what each tells. A refusal is an answer;
 * a server that does not even say hello is asked nothing else. Throws only when aborted.
 */
export async function* checkModel(
  target: CheckTarget,
): AsyncGenerator<CheckResult[], void, undefined> {
  const learned = target.learned.filter(({ field }) => !asked.has(field));
  const request = (question: Question): ChatRequest => ({
    ...question.request,
    model: target.model,
    spelling: dialectFor(target.kind, learned, target.model),
  });
  const first = await observe(request(hello), target.connection);
  const lessons = first instanceof ApiError ? lessonsFrom(first, request(hello), 0) : [];
  learned.push(...lessons);
  const again = lessons.length > 0 ? await observe(request(hello), target.connection) : first;
  if (again instanceof ApiError) {
    const names = [hello, ...others].flatMap((question) => question.names);
    yield names.map((name) => ({ name, verdict: 'unclear', words: wordsOf(again) }));
    return;
  }
  yield hello.judge(again);
  for (const question of others) {
    const seen = await observe(request(question), target.connection);
    yield seen instanceof ApiError ? refused(question, seen) : question.judge(seen);
  }
}

async function observe(
  request: ChatRequest,
  connection: Connection,
): Promise<Observation | ApiError> {
  try {
    return await observeChat(request, connection);
  } catch (error) {
    if (error instanceof ApiError && !connection.signal?.aborted) return error;
    throw error;
  }
}

function refused({ names }: Question, error: ApiError): CheckResult[] {
  const verdict = isNo(error) ? 'no' : 'unclear';
  return names.map((name) => ({ name, verdict, words: wordsOf(error) }));
}

/** llama.cpp answers a picture that its model cannot see with a 500 (servers.md, errors). */
function isNo({ status, serverMessage }: ApiError): boolean {
  if (/context (?:length|size|window)|max_tokens|max_model_len/i.test(serverMessage)) return false;
  if (status === 400 || status === 422 || status === 501) return true;
  return /not support|unsupported|not a multimodal/i.test(serverMessage);
}

function wordsOf({ serverMessage, serverCode, status }: ApiError): string {
  const words =
    serverMessage || serverCode || (status ? `HTTP ${status}` : 'Nothing readable came.');
  return words.slice(0, 200);
}
