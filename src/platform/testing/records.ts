import type { Conversation, Message } from '../../core/chat/types';
import type { Provider } from '../../core/providers/types';

export function provider(id: string, fields: Partial<Provider> = {}): Provider {
  return {
    id,
    key: 'openai-compatible',
    label: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    apiKey: 'sk-test',
    fileModels: [],
    addedModels: [],
    overrides: {},
    createdAt: 1,
    ...fields,
  };
}

export function conversation(id: string, fields: Partial<Conversation> = {}): Conversation {
  return { id, title: 'Planning a trip', createdAt: 1, updatedAt: 1, ...fields };
}

export function message(
  id: string,
  conversationId: string,
  fields: Partial<Message> = {},
): Message {
  return {
    id,
    conversationId,
    parentId: null,
    role: 'user',
    createdAt: 1,
    text: 'Hello',
    reasoning: '',
    toolCalls: [],
    status: 'done',
    ...fields,
  };
}
