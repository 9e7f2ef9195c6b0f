import { expect, test } from 'vitest';
import { callMessages } from './call-messages';
import * as whole from './to-request';
import { requestParameters, withSystemPrompt } from './to-request';
import type { Message, ToolCall } from './types';

const toRequestMessages = (path: readonly Message[]) =>
  whole.toRequestMessages(path, undefined, callMessages);

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

const call = (id: string, name: string, args: string, text?: string): ToolCall => ({
  ...{ id, name, arguments: args },
  ...(text !== undefined && {
    result: { status: 'done', text, startedAt: 1, finishedAt: 2 },
  }),
});

test('an answer with calls is sent with what came back of each, also without words', () => {
  const calls = [call('a', 'time', '{"zone": "UTC"}', '12:00'), call('b', 'time', '{}')];
  const path = [message('assistant', '', { toolCalls: calls, reasoning: 'Hm' })];
  expect(toRequestMessages(path)).toEqual([
    {
      role: 'assistant',
      content: '',
      reasoning: 'Hm',
      toolCalls: [
        { id: 'a', name: 'time', arguments: '{"zone":"UTC"}' },
        { id: 'b', name: 'time', arguments: '{}' },
      ],
    },
    { role: 'tool', content: '12:00', toolCallId: 'a' },
    { role: 'tool', content: 'The tool was not run.', toolCallId: 'b' },
  ]);
});

test('each call has an id of its own in the whole request', () => {
  const toolCalls = [call('call_0', 'time', '', 'one'), call('', 'time', '', 'two')];
  const again = [call('call_0', 'time', '', 'three'), call('call00001', 'time', '', 'four')];
  const path = [
    message('assistant', '1', { toolCalls }),
    message('assistant', '2', { toolCalls: again }),
  ];
  const sent = toRequestMessages(path);
  const called = sent.flatMap(({ toolCalls: some = [] }) => some.map(({ id }) => id));
  expect(new Set(called).size).toBe(4);
  expect(called[0]).toBe('call_0');
  // Mistral takes nine letters and digits, and nothing else.
  for (const id of called.slice(1)) expect(id).toMatch(/^[a-z0-9]{9}$/i);
  expect(sent.flatMap(({ toolCallId }) => toolCallId ?? [])).toEqual(called);
  expect(toRequestMessages(path)).toEqual(sent);
});

test.each([
  ['{"a": 1', '{}'],
  ['[1]', '{}'],
  ['null', '{}'],
  ['{"__proto__": {"a": 1}}', '{"__proto__":{"a":1}}'],
])('arguments %s go back as %s: servers read them as an object', (given, sent) => {
  const path = [message('assistant', '', { toolCalls: [call('a', 'time', given, 'x')] })];
  expect(toRequestMessages(path)[0]?.toolCalls?.[0]?.arguments).toBe(sent);
});

test('a name that no server takes is made one', () => {
  const toolCalls = [
    call('a', 'get weather!', '{}'),
    call('b', '', '{}'),
    call('c', '__proto__', '{}'),
  ];
  const [sent] = toRequestMessages([message('assistant', '', { toolCalls })]);
  expect(sent?.toolCalls?.map(({ name }) => name)).toEqual([
    'get_weather_',
    'unknown',
    '__proto__',
  ]);
});

test('a result that was cut says so', () => {
  const cut = call('a', 'time', '{}', 'abc');
  if (cut.result) cut.result.cutFrom = 9;
  const sent = toRequestMessages([message('assistant', '', { toolCalls: [cut] })]);
  expect(sent[1]?.content).toBe('abc\n\n[Cut here: the whole result has 9 characters.]');
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
