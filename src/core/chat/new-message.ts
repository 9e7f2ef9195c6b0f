import type { ModelRef } from '../models/types';
import { thinkingMs } from './thinking';
import type { Message } from './types';

interface Beginning {
  id: string;
  conversationId: string;
  parentId: string | null;
  /** Epoch ms. */
  now: number;
}

/** A question as it was asked. */
export function newQuestion(beginning: Beginning, text: string): Message {
  return { ...blank(beginning), role: 'user', text, status: 'done' };
}

/** An answer of which nothing has arrived. */
export function newAnswer(beginning: Beginning, model: ModelRef): Message {
  const timing = { startedAt: beginning.now };
  return { ...blank(beginning), role: 'assistant', status: 'streaming', model, timing };
}

function blank({ id, conversationId, parentId, now }: Beginning): Omit<Message, 'role' | 'status'> {
  return { id, conversationId, parentId, createdAt: now, text: '', reasoning: '', toolCalls: [] };
}

/** A copy of an answer to which more will be added: what it said stays, how it ended is forgotten. */
export function continuedAnswer(answer: Message, now: number): Message {
  const copy = structuredClone(answer);
  copy.earlierTokens = (copy.earlierTokens ?? 0) + (copy.usage?.completionTokens ?? 0);
  if (copy.reasoning) copy.earlierThinkingMs = thinkingMs(copy) ?? 0;
  copy.continuedFrom = copy.text.length;
  copy.status = 'streaming';
  copy.timing = { startedAt: now };
  delete copy.finishReason;
  delete copy.interruption;
  delete copy.error;
  delete copy.usage;
  delete copy.serverTimings;
  return copy;
}
