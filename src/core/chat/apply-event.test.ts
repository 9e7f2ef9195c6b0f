import { expect, test } from 'vitest';
import { ApiError } from '../../protocol/openai/errors';
import type { AnswerEvent } from '../../protocol/openai/events';
import { applyEvent, toMessageError } from './apply-event';
import { settleMessage } from './settle-message';
import type { Message } from './types';

function answer(events: AnswerEvent[], at = 10): Message {
  const message: Message = {
    id: 'a',
    conversationId: 'c',
    parentId: null,
    role: 'assistant',
    createdAt: 0,
    text: '',
    reasoning: '',
    toolCalls: [],
    status: 'streaming',
    timing: { startedAt: 0 },
  };
  events.forEach((event, index) => applyEvent(message, event, at + index));
  return message;
}

test('text and reasoning grow apart, and the clock of each starts at its first piece', () => {
  const message = answer([
    { type: 'reasoning-delta', text: 'Hm' },
    { type: 'reasoning-delta', text: 'm' },
    { type: 'text-delta', text: 'Yes' },
    { type: 'text-delta', text: '.' },
  ]);
  expect(message).toMatchObject({ reasoning: 'Hmm', text: 'Yes.' });
  expect(message.timing).toMatchObject({ firstTokenAt: 10, firstTextAt: 12 });
});

test('text that turns out to be reasoning moves over', () => {
  const message = answer([
    { type: 'text-delta', text: 'thinking' },
    { type: 'text-was-reasoning' },
    { type: 'text-delta', text: 'Answer' },
  ]);
  expect(message).toMatchObject({ reasoning: 'thinking', text: 'Answer' });
  expect(message.timing?.firstTextAt).toBe(12);
});

test('parallel tool calls are put together by index', () => {
  const message = answer([
    { type: 'tool-call-delta', index: 0, id: 'x', name: 'one', arguments: '{"a"' },
    { type: 'tool-call-delta', index: 1, id: 'y', name: 'two', arguments: '{}' },
    { type: 'tool-call-delta', index: 0, arguments: ':1}' },
  ]);
  expect(message.toolCalls).toEqual([
    { id: 'x', name: 'one', arguments: '{"a":1}' },
    { id: 'y', name: 'two', arguments: '{}' },
  ]);
});

test('a finish reason makes it done, whatever came after', () => {
  const message = answer([
    { type: 'text-delta', text: 'x' },
    { type: 'finish', reason: 'length' },
    { type: 'usage', promptTokens: 3, completionTokens: 1 },
  ]);
  settleMessage(message, { kind: 'failed', error: toMessageError(new ApiError('cut-off')) }, 20);
  expect(message).toMatchObject({
    status: 'done',
    finishReason: 'length',
    usage: { promptTokens: 3 },
  });
  expect(message.timing?.finishedAt).toBe(20);
});

test.each([
  ['ended', 'interrupted'],
  ['stopped', 'interrupted'],
  ['closed', 'interrupted'],
] as const)('a stream that %s without a finish reason is %s', (kind, status) => {
  const message = answer([{ type: 'text-delta', text: 'x' }]);
  settleMessage(message, { kind }, 20);
  expect(message).toMatchObject({ status, interruption: kind });
});

test('a failure is stored as a fact, not as text', () => {
  const message = answer([{ type: 'text-delta', text: 'so far' }]);
  const cause = new ApiError('http', { status: 400, serverMessage: 'too long', serverCode: 'x' });
  settleMessage(message, { kind: 'failed', error: toMessageError(cause) }, 20);
  expect(message).toMatchObject({
    text: 'so far',
    status: 'failed',
    error: { code: 'http', status: 400, serverMessage: 'too long', serverCode: 'x' },
  });
});

test('a connection that breaks interrupts the answer, with the reason kept', () => {
  const message = answer([{ type: 'text-delta', text: 'so far' }]);
  settleMessage(message, { kind: 'cut-off', error: toMessageError(new ApiError('cut-off')) }, 20);
  expect(message).toMatchObject({
    text: 'so far',
    status: 'interrupted',
    interruption: 'cut-off',
    error: { code: 'cut-off' },
  });
});
