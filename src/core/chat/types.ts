import type { ApiErrorCode } from '../../protocol/openai/errors';
import type { FinishReason, ServerTimings } from '../../protocol/openai/events';
import type { JsonObject } from '../../lib/json';
import type { ModelRef } from '../models/types';

export type MessageStatus = 'streaming' | 'done' | 'interrupted' | 'failed';

/**
 * Why an answer is `interrupted`: Stop, a stream that ended without a finish reason, a connection that
 * broke (then with an `error`), or Patchbay was closed.
 */
export type Interruption = 'stopped' | 'ended' | 'cut-off' | 'closed';

export interface ToolCall {
  id: string;
  name: string;
  /** JSON text as the model wrote it; complete only when the message is done. */
  arguments: string;
  /** Absent: it has not run, or still runs. */
  result?: ToolResult;
}

/** What became of a tool call: it ran, it failed, a person said no, or was stopped. */
export type ToolResultStatus = 'done' | 'failed' | 'denied' | 'stopped';

export interface ToolResult {
  status: ToolResultStatus;
  /** What the model gets. */
  text: string;
  /** Characters of the whole, where `text` is only its beginning. */
  cutFrom?: number;
  /** Epoch milliseconds. */
  startedAt: number;
  finishedAt: number;
}

/** What one chat says of its tools, by their ids; what it does not name is as it is in every chat. */
export interface ChatTools {
  on?: string[];
  off?: string[];
  /** Run without a question. */
  always?: string[];
  /** Refused without a question. */
  never?: string[];
  /** How often the model may call tools and go on before a person is asked. */
  rounds?: number;
}

/** A failure as a fact, never as prose inside the text. */
export interface MessageError {
  code: ApiErrorCode | 'no-provider' | 'locked' | 'internal';
  status?: number;
  /** The server's own words; empty when it gave none. */
  serverMessage: string;
  serverCode?: string;
  body?: string;
}

export interface Usage {
  promptTokens: number;
  completionTokens: number;
}

/** Epoch milliseconds of one completion, by this page's clock. */
export interface MessageTiming {
  startedAt: number;
  firstTokenAt?: number;
  /** When the first text after the reasoning arrived: `firstTextAt - firstTokenAt` is how long it thought. */
  firstTextAt?: number;
  finishedAt?: number;
}

/** What goes along with a question. The bytes lie in a record of their own, by the same id. */
export interface Attachment {
  id: string;
  /** A `text` is sent as words (a text or code file, what was extracted from a PDF), an `image` as a picture. */
  kind: 'image' | 'text';
  name: string;
  /** Its media type, as it was picked. */
  type: string;
  /** Of what is stored. */
  bytes: number;
  /** Pixels, of an image. */
  width?: number;
  height?: number;
  /** Of a PDF. */
  pages?: number;
  /** Of the text that is sent. */
  characters?: number;
}

/** What a model gets that is not known to read images: the images all the same, or a note in place of each. */
export type ImageChoice = 'send' | 'note';

/** What is sent in place of a message and all before it on its path; they stay as they are. */
export interface Compaction {
  text: string;
  createdAt: number;
  /** Who wrote it; absent once a person has edited it. */
  model?: ModelRef;
}

/** What was sent to get an answer, as it was counted here. */
export interface PromptEstimate {
  /** Tokens, as this model would count them; pictures left out. */
  tokens: number;
  /** By the plain estimate, by one that answers of this model have calibrated, or by the server's tokenizer. */
  by: 'estimated' | 'calibrated' | 'counted';
  /** Of all texts that were sent: tells whether the same would be sent now. */
  characters: number;
  /** Pictures that went along. */
  images?: number;
}

/** The server read less than was sent. */
export interface Truncation {
  /** The window that shows in it, in tokens. */
  window?: number;
}

/** One record in the message store. A conversation is a tree by `parentId`. */
export interface Message {
  id: string;
  conversationId: string;
  parentId: string | null;
  role: 'user' | 'assistant';
  createdAt: number;
  text: string;
  reasoning: string;
  toolCalls: ToolCall[];
  status: MessageStatus;
  finishReason?: FinishReason;
  interruption?: Interruption;
  error?: MessageError;
  usage?: Usage;
  serverTimings?: ServerTimings;
  timing?: MessageTiming;
  model?: ModelRef;
  /** Of an answer. */
  promptEstimate?: PromptEstimate;
  /** Of an answer whose question lost its beginning on the server. */
  truncation?: Truncation;
  /** Of a question. */
  attachments?: Attachment[];
  compaction?: Compaction;
  /** Of an answer: the JSON Schema that it was asked to fit. */
  responseSchema?: JsonObject;
  /** Of an answer that was continued: where in `text` its last part begins. */
  continuedFrom?: number;
  /** Of an answer that was continued: the completion tokens of the parts before the last. */
  earlierTokens?: number;
  /** Of an answer that was continued: for how long the parts before the last thought, in milliseconds. */
  earlierThinkingMs?: number;
}

/** What a chat asks for beside its messages. What is absent is not sent: the server's own value holds. */
export interface ChatSettings {
  systemPrompt?: string;
  temperature?: number;
  topP?: number;
  /** Tokens. */
  maxTokens?: number;
  stop?: string[];
  seed?: number;
  presencePenalty?: number;
  frequencyPenalty?: number;
  reasoningEffort?: string;
  /** JSON Schema that answers are to fit. */
  responseSchema?: JsonObject;
  /** Further members of the request's body, as they are; they win over the others. */
  extra?: JsonObject;
}

/** A question that waits for its turn. */
export interface QueuedQuestion {
  id: string;
  text: string;
  attachments?: Attachment[];
}

/** The small head of a conversation, for lists. */
export interface Conversation {
  id: string;
  title: string;
  createdAt: number;
  updatedAt: number;
  model?: ModelRef;
  /** Whether a person or a model gave the title; absent: it is the beginning of the first question. */
  titleBy?: 'user' | 'model';
  /** False turns streaming off for this chat. */
  stream?: boolean;
  settings?: ChatSettings;
  tools?: ChatTools;
  /** Absent: it is asked before an image goes to such a model. */
  images?: ImageChoice;
  /** The preset that the settings came from. */
  presetId?: string;
  /** A message of the path on screen, below which the newest answers follow; absent: the newest everywhere. */
  leafId?: string;
  pinned?: boolean;
  archived?: boolean;
  /** Name of the folder that it lies in. */
  folder?: string;
  /** Sent one after the other, the first when no answer runs. */
  queue?: QueuedQuestion[];
}
