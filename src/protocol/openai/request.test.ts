import { expect, test } from 'vitest';
import { chatRequestBody } from './request';
import { anyRequest } from './testing/collect';

const body = (change: object) =>
  JSON.parse(chatRequestBody({ ...anyRequest, ...change })) as object;

test('the smallest body is model, messages and stream', () => {
  expect(body({})).toEqual({
    model: 'parrot',
    messages: [{ role: 'user', content: 'Hello' }],
    stream: true,
  });
});

test('what is set is sent in the wire’s spelling', () => {
  const set = {
    includeUsage: true,
    maxTokens: 100,
    temperature: 0,
    topP: 0.5,
    stop: ['x'],
    seed: 0,
    reasoningEffort: 'low',
    extra: { top_k: 4, temperature: 1, tools: [] },
  };
  expect(body(set)).toEqual({
    model: 'parrot',
    messages: [{ role: 'user', content: 'Hello' }],
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: 100,
    temperature: 1,
    top_p: 0.5,
    stop: ['x'],
    seed: 0,
    reasoning_effort: 'low',
    top_k: 4,
    tools: [],
  });
});

test('what is empty is not sent, and usage is asked for only in a stream', () => {
  const sent = body({ stream: false, includeUsage: true, stop: [], reasoningEffort: '' });
  expect(Object.keys(sent)).toEqual(['model', 'messages', 'stream']);
});

test('calls and their results', () => {
  const messages = [
    { role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'time', arguments: '{}' }] },
    { role: 'tool', content: '12:00', toolCallId: 'a' },
    { role: 'assistant', content: 'Noon.', toolCalls: [] },
  ];
  const call = { id: 'a', type: 'function', function: { name: 'time', arguments: '{}' } };
  expect(body({ messages })).toMatchObject({
    messages: [
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', content: '12:00', tool_call_id: 'a' },
      { role: 'assistant', content: 'Noon.' },
    ],
  });
  expect(chatRequestBody({ ...anyRequest, messages: [] })).not.toContain('tool_calls');
});
