import { ApiError } from '../../protocol/openai/errors';
import { chatRequestBody, type ChatRequest } from '../../protocol/openai/request';
import { isObject } from '../providers/json-value';
import type { JsonValue } from '../../lib/json';
import { refusalsIn, type Refusal } from './refusals';
import type { LearnedField } from './types';

/** Without these there is no request. */
const essential = new Set(['model', 'messages', 'stream']);
/** Two names of one thing: who refuses the one takes the other (protocol.md §0.8). */
const otherName: Readonly<Record<string, string>> = {
  max_tokens: 'max_completion_tokens',
  max_completion_tokens: 'max_tokens',
};
/** What one model of a server refuses and the next one takes: remembered for that model alone. */
const ofTheModel = new Set([
  ...['temperature', 'top_p', 'reasoning_effort', 'tools', 'tool_choice', 'parallel_tool_calls'],
  ...['response_format', 'stop', 'seed', 'presence_penalty', 'frequency_penalty'],
]);
const refusedCodes = new Set(['unsupported_parameter', 'unknown_parameter']);
const maxWords = 300;
/** Shorter texts (a stop sequence, a greeting) are parts of other words. */
const shortestEcho = 12;

/**
 * What an error teaches about the request that it answers: the fields that the server says it does not take, and that
 * were sent. Nothing for bad values, for other failures, and for words that the request itself holds: servers quote
 * what they were sent, and no message may change how the next one is spelled.
 */
export function lessonsFrom(error: unknown, request: ChatRequest, at: number): LearnedField[] {
  if (!(error instanceof ApiError)) return [];
  const sent = JSON.parse(chatRequestBody(request)) as JsonValue;
  const isQuoted = quotedFrom(textsIn(sent), error);
  const words = error.serverMessage.slice(0, maxWords);
  const lessons = [...refusalsIn(error.serverMessage), ...refusedByCode(error)]
    .filter((refusal) => isRefusal(error, refusal) && !isQuoted(refusal))
    .flatMap((refusal) => toLessons(refusal, request, isObject(sent) ? Object.keys(sent) : []));
  const isNew = (lesson: Taught, index: number): boolean =>
    lessons.findIndex(({ field }) => field === lesson.field) === index;
  return lessons.filter(isNew).map((lesson) => ({ ...lesson, words, at }));
}

/**
 * Some gateways put the refusal into the body of a 200 (protocol.md §0.4). Of tools OpenRouter says with 404 that nobody
 * takes them, and llama.cpp with 500.
 */
function isRefusal({ code, status = 0 }: ApiError, { sign }: Refusal): boolean {
  const inAnswer = code === 'http' || code === 'stream';
  const refused = sign === undefined ? [400, 422, 200] : [400, 422, 200, 404, 500];
  return inAnswer && refused.includes(status);
}

/** OpenAI names the field beside the words too. */
function refusedByCode({ serverCode = '', body = '' }: ApiError): Refusal[] {
  const param = refusedCodes.has(serverCode) && /"param"\s*:\s*"([\w.[\]]+)"/.exec(body)?.[1];
  return param ? [{ names: [param], phrase: `${serverCode} ${param}` }] : [];
}

type Taught = Omit<LearnedField, 'words' | 'at'>;

function toLessons(refusal: Refusal, request: ChatRequest, members: string[]): Taught[] {
  if (refusal.wants !== undefined) return reasoningLesson(request, refusal.wants);
  return refusal.names.flatMap((name) => toLesson(name, request, members) ?? []);
}

function toLesson(name: string, request: ChatRequest, members: string[]): Taught | undefined {
  if (name === 'role:system') return roleLesson(request);
  const path = name
    .replace(/^body\./, '')
    .split(/[.[\]]+/)
    .filter(Boolean);
  const first = asSent(path[0] ?? '', members);
  const last = path.at(-1);
  const { reasoningField } = request.spelling ?? {};
  if (reasoningField !== undefined && last === reasoningField) {
    return { place: 'message', field: reasoningField };
  }
  if (essential.has(first) || !members.includes(first)) return undefined;
  const to = otherName[first];
  return {
    place: 'body',
    field: first,
    ...(to !== undefined && { to }),
    ...(ofTheModel.has(first) && { model: request.model }),
  };
}

/** xAI speaks of `presencePenalty` when it was sent `presence_penalty`. */
function asSent(name: string, members: string[]): string {
  const spelled = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return !members.includes(name) && members.includes(spelled) ? spelled : name;
}

function reasoningLesson({ messages, spelling }: ChatRequest, wants: string): Taught[] {
  const isKept = messages.some((message) => message.reasoning);
  if (!isKept || spelling?.reasoningField === wants) return [];
  return [{ place: 'message', field: 'reasoning', to: wants }];
}

function roleLesson({ messages, model, spelling }: ChatRequest): Taught | undefined {
  const isSent = messages.some(({ role }) => role === 'system') && !spelling?.roles?.['system'];
  return isSent ? { place: 'role', field: 'system', to: 'user', model } : undefined;
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * Whether a refusal is only an echo of what was sent: its phrase stands there, or its name does not stand in the
 * answer outside of what was sent.
 */
function quotedFrom(texts: string[], { body, serverMessage }: ApiError): (it: Refusal) => boolean {
  const written = letters(texts.join('\n'));
  const said = texts
    .map(letters)
    .filter((text) => text.length > shortestEcho)
    .sort((a, b) => b.length - a.length);
  const own = said.reduce(
    (rest, text) => rest.replaceAll(text, ' '),
    letters(body || serverMessage),
  );
  return ({ phrase, names, sign, wants = '' }) =>
    written.includes(letters(phrase)) ||
    ![wants, ...(sign === undefined ? names : [sign])]
      .filter(Boolean)
      .every((name) => own.includes(letters(name.split(':').at(-1) ?? '')));
}

/** However a server quotes: quotation marks, escapes and line breaks do not count. */
function letters(text: string): string {
  return text
    .toLowerCase()
    .replace(/\\+(?:[nrtbf]|u[0-9a-f]{4})?/g, '')
    .replace(/[^a-z0-9]+/g, '');
}
