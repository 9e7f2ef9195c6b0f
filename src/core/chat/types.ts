import type { ApiErrorCode } from '../../protocol/openai/errors';
import type { FinishReason, ServerTimings } from '../../protocol/openai/events';
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
}

/** A failure as a fact, never as prose inside the text. */
export interface MessageError {
  code: ApiErrorCode | 'no-provider' | 'internal';
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
}

/** The small head of a conversation, for lists. */
export interface Conversation {
  id: string;
  title: string;
  createdAt: number;
  updatedAt: number;
  model?: ModelRef;
  /** False turns streaming off for this chat. */
  stream?: boolean;
}
