import type { ModelRef } from '../models/types';
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
