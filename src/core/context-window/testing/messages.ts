import type { Message } from '../../chat/types';

let count = 0;

/** A message that is done, with the fields that a test is about. */
export function message(role: Message['role'], text: string, more: Partial<Message> = {}): Message {
  count += 1;
  return {
    id: `m${count}`,
    conversationId: 'c',
    parentId: null,
    role,
    createdAt: count,
    text,
    reasoning: '',
    toolCalls: [],
    status: 'done',
    ...more,
  };
}

export const model = { providerId: 'p', modelId: 'm', providerLabel: 'Server', modelName: 'M' };

/** Prose of so many words. */
export function prose(words: number): string {
  const some = 'the keeper of an old lighthouse lived there for almost forty years'.split(' ');
  return Array.from({ length: words }, (_, at) => some[at % some.length]).join(' ');
}
