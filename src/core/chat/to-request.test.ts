import { expect, test } from 'vitest';
import { requestParameters, toRequestMessages, withSystemPrompt } from './to-request';
import type { Message } from './types';

const message = (role: Message['role'], text: string, more: Partial<Message> = {}): Message => ({
  id: text,
  conversationId: 'c',
  parentId: null,
  role,
  createdAt: 1,
  text,
  reasoning: '',
  toolCalls: [],
  status: 'done',
  ...more,
});

test('empty answers are not sent', () => {
  const path = [message('user', 'Hi'), message('assistant', ' ')];
  expect(toRequestMessages(path)).toEqual([{ role: 'user', content: 'Hi' }]);
});

test('reasoning goes along with an answer', () => {
  const path = [message('assistant', 'Hello', { reasoning: 'Hm' })];
  expect(toRequestMessages(path)).toEqual([
    { role: 'assistant', content: 'Hello', reasoning: 'Hm' },
  ]);
});

test('the last compaction is sent in place of all before it', () => {
  const path = [
    message('user', 'one', { compaction: { text: 'older', createdAt: 1 } }),
    message('assistant', 'two', { compaction: { text: 'They said hello.', createdAt: 2 } }),
    message('user', 'three'),
  ];
  expect(toRequestMessages(path)).toEqual([
    { role: 'user', content: 'Summary of our conversation so far:\n\nThey said hello.' },
    { role: 'user', content: 'three' },
  ]);
});

test('a system prompt goes first, a blank one nowhere', () => {
  const messages = toRequestMessages([message('user', 'Hi')]);
  expect(withSystemPrompt(messages, 'Be brief')[0]).toEqual({
    role: 'system',
    content: 'Be brief',
  });
  expect(withSystemPrompt(messages, '  ')).toBe(messages);
});

test('only what was set becomes a parameter', () => {
  expect(requestParameters({ systemPrompt: 'x', temperature: 0 })).toEqual({ temperature: 0 });
  expect(requestParameters()).toEqual({});
});
