import type { RequestSpelling } from '../../protocol/openai/request';
import type { ServerKind } from '../servers/types';
import type { LearnedField } from './types';

/** Where a server departs from the plain spelling; everything else is sent as it is. */
const known: Partial<Record<ServerKind, RequestSpelling>> = {
  // Its newer models want the newer name, the older ones take both (protocol.md §1.12, §0.8).
  openai: { rename: { max_tokens: 'max_completion_tokens' } },
  // Refuses any field that it does not know; counts come unasked, the seed has another name (protocol.md §1.12).
  // "Tool call id was … but must be a-z, A-Z, 0-9, with a length of 9" (opencode#1680), also to ids of other servers.
  mistral: { omit: ['stream_options'], rename: { seed: 'random_seed' }, shortCallIds: true },
  // Fails at the role and at calls in a message (protocol.md §1.8); reads no schema for the answer.
  fastchat: { callsInWords: true, roles: { tool: 'user' }, omit: ['response_format'] },
  // Counts always come; asking for them is without effect (protocol.md §1.11).
  openrouter: { omit: ['stream_options'] },
  // Counts always come, in the chunk that finishes; unknown fields are refused (servers.md, SSE and errors).
  transformers: { omit: ['stream_options'] },
  // Of schemas for the answer JSON mode without one is all that it has (llm-exe#662).
  deepseek: { omit: ['response_format'] },
  tgi: { schemaForm: 'tgi' },
};

/**
 * How requests for a model of this server are spelled: what is known of the program, then what its refusals taught,
 * the latest last. An unknown server gets the plain spelling.
 */
export function dialectFor(
  kind: ServerKind | undefined,
  learned: readonly LearnedField[],
  model: string,
): RequestSpelling {
  const start: RequestSpelling = (kind && known[kind]) ?? {};
  return learned
    .filter((lesson) => lesson.model === undefined || lesson.model === model)
    .reduce(withLesson, start);
}

function withLesson(
  spelling: RequestSpelling,
  { place, field, to }: LearnedField,
): RequestSpelling {
  switch (place) {
    case 'body':
      return withField(spelling, field, to);
    case 'message':
      return withReasoning(spelling, to);
    case 'role':
      return to === undefined
        ? spelling
        : { ...spelling, roles: { ...spelling.roles, [field]: to } };
  }
}

/** A refusal names the field as it was sent: `max_completion_tokens` refused undoes the renaming that made it. */
function withField(spelling: RequestSpelling, field: string, to?: string): RequestSpelling {
  const rename = Object.fromEntries(
    Object.entries(spelling.rename ?? {}).filter(
      ([plain, sent]) => plain !== field && sent !== field,
    ),
  );
  const plain = plainName(spelling, field);
  if (to === plain) return { ...spelling, rename };
  if (to !== undefined) return { ...spelling, rename: { ...rename, [plain]: to } };
  const omit = [...(spelling.omit ?? []), plain, ...(companions[plain] ?? [])];
  return { ...spelling, rename, omit };
}

/** Without tools there is nothing to choose from. */
const companions: Readonly<Record<string, readonly string[]>> = {
  tools: ['tool_choice', 'parallel_tool_calls'],
};

function plainName({ rename = {} }: RequestSpelling, sent: string): string {
  return Object.entries(rename).find(([, name]) => name === sent)?.[0] ?? sent;
}

/** DeepSeek's thinking models want past reasoning back, Groq and Mistral refuse it (protocol.md §0.10). */
function withReasoning(spelling: RequestSpelling, to?: string): RequestSpelling {
  const next = { ...spelling };
  delete next.reasoningField;
  return to === undefined ? next : { ...next, reasoningField: to };
}

/** The lessons with further ones: of two about one field, the later counts. */
export function withLessons(
  learned: readonly LearnedField[],
  further: readonly LearnedField[],
): LearnedField[] {
  const isSame = (a: LearnedField, b: LearnedField): boolean =>
    a.place === b.place && a.field === b.field && a.model === b.model;
  const kept = learned.filter((lesson) => !further.some((next) => isSame(lesson, next)));
  return [...kept, ...further];
}
