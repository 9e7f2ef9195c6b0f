import type { FinishReason, ServerTimings } from '../../protocol/openai/events';
import type { ModelRef } from '../models/types';
import { asJsonObject } from '../../lib/json';
import type {
  Attachment,
  ChatSettings,
  ChatTools,
  Compaction,
  Conversation,
  ImageChoice,
  Interruption,
  Message,
  MessageError,
  MessageStatus,
  MessageTiming,
  PromptEstimate,
  QueuedQuestion,
  ToolCall,
  ToolResult,
  ToolResultStatus,
  Truncation,
  Usage,
} from './types';

type Fields = { readonly [name: string]: unknown };

/**
 * A conversation's head from a stored record, or undefined when it has no id or no time of creation.
 * Any other broken field is left out or gets its plainest value: a chat should not vanish for one.
 */
export function restoreConversation(record: unknown): Conversation | undefined {
  if (!isFields(record)) return undefined;
  const { id, createdAt, updatedAt, title, stream } = record;
  if (!isText(id) || id === '' || !isNumber(createdAt)) return undefined;
  return compact<Conversation>({
    id,
    title: isText(title) ? title : '',
    createdAt,
    updatedAt: isNumber(updatedAt) ? updatedAt : createdAt,
    model: restoreModelRef(record['model']),
    titleBy: oneOf(titlers, record['titleBy']),
    stream: boolean(stream),
    settings: restoreSettings(record['settings']),
    tools: restoreChatTools(record['tools']),
    images: oneOf(imageChoices, record['images']),
    presetId: text(record['presetId']),
    leafId: text(record['leafId']),
    pinned: boolean(record['pinned']),
    archived: boolean(record['archived']),
    folder: text(record['folder']) || undefined,
    queue: filled(list(record['queue'], restoreQueued)),
  });
}

/** What makes a message one, and what it says: all that a search needs, read in a fraction of the time. */
export type SaidMessage = Pick<
  Message,
  'id' | 'conversationId' | 'parentId' | 'role' | 'createdAt' | 'text' | 'reasoning'
>;

/** The same records as `restoreMessage`, as far as they say something. */
export function restoreSaid(record: unknown): SaidMessage | undefined {
  if (!isFields(record)) return undefined;
  const { id, conversationId, parentId, role, createdAt, reasoning } = record;
  const words = record['text'];
  if (!isText(id) || id === '' || !isText(conversationId) || !isText(words)) return undefined;
  if (!isNumber(createdAt) || (role !== 'user' && role !== 'assistant')) return undefined;
  return {
    id,
    conversationId,
    parentId: isText(parentId) ? parentId : null,
    role,
    createdAt,
    text: words,
    reasoning: isText(reasoning) ? reasoning : '',
  };
}

/**
 * A message from a stored record, or undefined when what makes it a message is missing: ids, role, time, text.
 * Any other broken field is left out; a status that we don't know reads as `interrupted`, with its text.
 */
export function restoreMessage(record: unknown): Message | undefined {
  const said = restoreSaid(record);
  if (!said || !isFields(record)) return undefined;
  return compact<Message>({
    ...said,
    toolCalls: list(record['toolCalls'], restoreToolCall),
    status: oneOf(statuses, record['status']) ?? 'interrupted',
    finishReason: restoreFinishReason(record['finishReason']),
    interruption: oneOf(interruptions, record['interruption']),
    error: restoreError(record['error']),
    usage: restoreUsage(record['usage']),
    serverTimings: restoreServerTimings(record['serverTimings']),
    timing: restoreTiming(record['timing']),
    model: restoreModelRef(record['model']),
    promptEstimate: restorePromptEstimate(record['promptEstimate']),
    truncation: restoreTruncation(record['truncation']),
    attachments: filled(list(record['attachments'], restoreAttachment)),
    compaction: restoreCompaction(record['compaction']),
    responseSchema: asJsonObject(record['responseSchema']),
    continuedFrom: number(record['continuedFrom']),
    earlierTokens: number(record['earlierTokens']),
    earlierThinkingMs: number(record['earlierThinkingMs']),
  });
}

/** The settings of a chat or a preset from a stored record, broken ones left out; undefined when none is left. */
export function restoreSettings(value: unknown): ChatSettings | undefined {
  if (!isFields(value)) return undefined;
  const settings = compact<ChatSettings>({
    systemPrompt: text(value['systemPrompt']),
    temperature: number(value['temperature']),
    topP: number(value['topP']),
    maxTokens: number(value['maxTokens']),
    stop: texts(value['stop']),
    seed: number(value['seed']),
    presencePenalty: number(value['presencePenalty']),
    frequencyPenalty: number(value['frequencyPenalty']),
    reasoningEffort: text(value['reasoningEffort']),
    responseSchema: asJsonObject(value['responseSchema']),
    extra: asJsonObject(value['extra']),
  });
  return Object.keys(settings).length > 0 ? settings : undefined;
}

// Records of their own, so that the compiler counts the cases.
const statuses = keysOf<MessageStatus>({ streaming: 1, done: 1, interrupted: 1, failed: 1 });
const interruptions = keysOf<Interruption>({ stopped: 1, ended: 1, 'cut-off': 1, closed: 1 });
const resultStatuses = keysOf<ToolResultStatus>({ done: 1, failed: 1, denied: 1, stopped: 1 });
const titlers = keysOf<'user' | 'model'>({ user: 1, model: 1 });
const imageChoices = keysOf<ImageChoice>({ send: 1, note: 1 });
const attachmentKinds = keysOf<Attachment['kind']>({ image: 1, text: 1 });
const countings = keysOf<PromptEstimate['by']>({ estimated: 1, calibrated: 1, counted: 1 });
const finishReasons = keysOf<FinishReason>({
  stop: 1,
  length: 1,
  'tool-calls': 1,
  'content-filter': 1,
  other: 1,
});
const errorCodes = keysOf<MessageError['code']>({
  network: 1,
  http: 1,
  stream: 1,
  'cut-off': 1,
  'too-large': 1,
  'not-openai': 1,
  'no-provider': 1,
  locked: 1,
  internal: 1,
});

/** The model of a chat, an answer or a preset from a stored record. */
export function restoreModelRef(value: unknown): ModelRef | undefined {
  if (!isFields(value)) return undefined;
  const { providerId, modelId, providerLabel, modelName } = value;
  if (!isText(providerId) || !isText(modelId)) return undefined;
  return {
    providerId,
    modelId,
    providerLabel: isText(providerLabel) ? providerLabel : '',
    modelName: isText(modelName) ? modelName : modelId,
  };
}

function restoreToolCall(value: unknown): ToolCall[] {
  if (!isFields(value)) return [];
  const { id, name, arguments: words } = value;
  if (!isText(name)) return [];
  return [
    compact<ToolCall>({
      id: isText(id) ? id : '',
      name,
      arguments: isText(words) ? words : '',
      result: restoreToolResult(value['result']),
    }),
  ];
}

function restoreToolResult(value: unknown): ToolResult | undefined {
  if (!isFields(value) || !isText(value['text'])) return undefined;
  const startedAt = number(value['startedAt']) ?? 0;
  return compact<ToolResult>({
    status: oneOf(resultStatuses, value['status']) ?? 'failed',
    text: value['text'],
    cutFrom: number(value['cutFrom']),
    startedAt,
    finishedAt: number(value['finishedAt']) ?? startedAt,
  });
}

function restoreChatTools(value: unknown): ChatTools | undefined {
  if (!isFields(value)) return undefined;
  const tools = compact<ChatTools>({
    on: texts(value['on']),
    off: texts(value['off']),
    always: texts(value['always']),
    never: texts(value['never']),
    rounds: number(value['rounds']),
  });
  return Object.keys(tools).length > 0 ? tools : undefined;
}

/** The attachments of a stored list, without what is broken. */
export function restoreAttachments(value: unknown): Attachment[] {
  return list(value, restoreAttachment);
}

function restoreAttachment(value: unknown): Attachment[] {
  if (!isFields(value)) return [];
  const { id, name, type, bytes, width, height } = value;
  const kind = oneOf(attachmentKinds, value['kind']);
  if (!kind || !isText(id) || id === '') return [];
  return [
    compact<Attachment>({
      id,
      kind,
      name: isText(name) ? name : '',
      type: isText(type) ? type : '',
      bytes: isNumber(bytes) ? bytes : 0,
      width: number(width),
      height: number(height),
      pages: number(value['pages']),
      characters: number(value['characters']),
    }),
  ];
}

function restoreCompaction(value: unknown): Compaction | undefined {
  if (!isFields(value) || !isText(value['text'])) return undefined;
  return compact<Compaction>({
    text: value['text'],
    createdAt: number(value['createdAt']) ?? 0,
    model: restoreModelRef(value['model']),
  });
}

function restoreQueued(value: unknown): QueuedQuestion[] {
  if (!isFields(value) || !isText(value['id']) || !isText(value['text'])) return [];
  return [
    compact<QueuedQuestion>({
      id: value['id'],
      text: value['text'],
      attachments: filled(list(value['attachments'], restoreAttachment)),
    }),
  ];
}

function restoreFinishReason(value: unknown): FinishReason | undefined {
  return isText(value) ? (oneOf(finishReasons, value) ?? 'other') : undefined;
}

function restoreError(value: unknown): MessageError | undefined {
  if (!isFields(value)) return undefined;
  const { serverMessage, serverCode, status, body } = value;
  return compact<MessageError>({
    code: oneOf(errorCodes, value['code']) ?? 'internal',
    serverMessage: isText(serverMessage) ? serverMessage : '',
    serverCode: isText(serverCode) ? serverCode : undefined,
    status: isNumber(status) ? status : undefined,
    body: isText(body) ? body : undefined,
  });
}

function restoreUsage(value: unknown): Usage | undefined {
  if (!isFields(value)) return undefined;
  const { promptTokens, completionTokens } = value;
  if (!isNumber(promptTokens) || !isNumber(completionTokens)) return undefined;
  return { promptTokens, completionTokens };
}

function restorePromptEstimate(value: unknown): PromptEstimate | undefined {
  if (!isFields(value)) return undefined;
  const { tokens, characters } = value;
  const by = oneOf(countings, value['by']);
  if (!by || !isNumber(tokens) || !isNumber(characters)) return undefined;
  return compact<PromptEstimate>({ tokens, by, characters, images: number(value['images']) });
}

function restoreTruncation(value: unknown): Truncation | undefined {
  return isFields(value) ? compact<Truncation>({ window: number(value['window']) }) : undefined;
}

function restoreServerTimings(value: unknown): ServerTimings | undefined {
  if (!isFields(value)) return undefined;
  return compact<ServerTimings>({
    promptTokens: number(value['promptTokens']),
    promptPerSecond: number(value['promptPerSecond']),
    completionTokens: number(value['completionTokens']),
    completionPerSecond: number(value['completionPerSecond']),
  });
}

function restoreTiming(value: unknown): MessageTiming | undefined {
  if (!isFields(value) || !isNumber(value['startedAt'])) return undefined;
  return compact<MessageTiming>({
    startedAt: value['startedAt'],
    firstTokenAt: number(value['firstTokenAt']),
    firstTextAt: number(value['firstTextAt']),
    finishedAt: number(value['finishedAt']),
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function number(value: unknown): number | undefined {
  return isNumber(value) ? value : undefined;
}

function text(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

function boolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function list<T>(value: unknown, restore: (entry: unknown) => T[]): T[] {
  return Array.isArray(value) ? value.flatMap(restore) : [];
}

function texts(value: unknown): string[] | undefined {
  return filled(list(value, (entry) => (isText(entry) ? [entry] : [])));
}

function filled<T>(entries: T[]): T[] | undefined {
  return entries.length > 0 ? entries : undefined;
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((candidate) => candidate === value);
}

function keysOf<T extends string>(record: Record<T, 1>): T[] {
  return Object.keys(record) as T[];
}

/** The record without the fields that are undefined: an absent field says "not known". */
function compact<T extends object>(fields: Complete<T>): T {
  // By hand: a chat of thousands of messages opens through here.
  const kept: Partial<Complete<T>> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept as T;
}

/** Every field named, so that a new one cannot be forgotten here; undefined only where T allows its absence. */
type Complete<T> = { [K in keyof Required<T>]: T[K] };
