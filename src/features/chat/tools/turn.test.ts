import { expect, test } from 'vitest';
import { newAnswer, newQuestion } from '../../../core/chat/new-message';
import type { Message, ToolCall, ToolResult } from '../../../core/chat/types';
import { breakWords, earlierTokens, turnBreak, turnUpTo } from './turn';

const model = { providerId: 'p', modelId: 'm', providerLabel: 'P', modelName: 'M' };
const at = (id: string) => ({ id, conversationId: 'c', parentId: null, now: 0 });
const question = newQuestion(at('question'), 'What time is it?');

function call(status?: ToolResult['status']): ToolCall {
  const result = status && { status, text: '', startedAt: 0, finishedAt: 0 };
  return { id: 'call_1', name: 'clock', arguments: '{}', ...(result && { result }) };
}

function answer(id: string, toolCalls: ToolCall[], more: Partial<Message> = {}): Message {
  return { ...newAnswer(at(id), model), status: 'done', toolCalls, ...more };
}

test('a turn is all answers in a row, up to the one that is asked for', () => {
  const answers = ['one', 'two', 'three'].map((id) => answer(id, [call('done')]));
  const path = [answer('zero', []), question, ...answers];
  expect(turnUpTo(path, 3).map(({ id }) => id)).toEqual(['one', 'two']);
  expect(turnUpTo(path, 0).map(({ id }) => id)).toEqual(['zero']);
  expect(turnUpTo(path, -1)).toEqual([]);
});

test('a turn that ends with words has no break', () => {
  expect(turnBreak([answer('one', [call('done')]), answer('two', [])], 8)).toBeUndefined();
  expect(turnBreak([answer('one', [call()], { status: 'failed' })], 8)).toBeUndefined();
  expect(turnBreak([], 8)).toBeUndefined();
});

test('calls without a result were not run', () => {
  const broken = turnBreak([answer('one', [call('done'), call(), call()])], 8);
  expect(broken).toEqual({ kind: 'not-run', count: 2 });
  expect(broken && breakWords(broken).button).toBe('Run them and go on');
});

test('results that no answer follows are unheard', () => {
  const turn = [answer('one', [call('done')]), answer('two', [call('stopped')])];
  expect(turnBreak(turn, 1)).toEqual({ kind: 'unheard' });
});

test('at the limit it is said, also when a person went on there once', () => {
  const round = answer('one', [call('done')]);
  const more = answer('more', [call(), call()]);
  expect(turnBreak([round, round, more], 2)).toEqual({ kind: 'limit', rounds: 2 });
  expect(turnBreak([round, round, round, round, more], 2)).toEqual({ kind: 'limit', rounds: 4 });
  expect(turnBreak([round, round, round, more], 2)).toEqual({ kind: 'not-run', count: 2 });
  expect(turnBreak([more], 2)).toEqual({ kind: 'not-run', count: 2 });
  const begun = answer('begun', [call('done'), call()]);
  expect(turnBreak([round, round, begun], 2)).toEqual({ kind: 'not-run', count: 1 });
});

test('a turn’s earlier tokens are added up, unless one server did not count', () => {
  const counted = answer('one', [call('done')], {
    usage: { promptTokens: 9, completionTokens: 5 },
    earlierTokens: 2,
  });
  const last = answer('three', []);
  expect(earlierTokens([counted, counted, last])).toBe(14);
  expect(earlierTokens([last])).toBe(0);
  expect(earlierTokens([counted, answer('two', []), last])).toBeUndefined();
});
