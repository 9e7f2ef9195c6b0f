import { expect, test } from 'vitest';
import { chatRequestBody } from '../../protocol/openai/request';
import { anyRequest } from '../../protocol/openai/testing/collect';
import type { ServerKind } from '../servers/types';
import { dialectFor, withLessons } from './dialect';
import { learnedWords } from './learned-words';
import type { LearnedField } from './types';

const lesson = (field: string, more: Partial<LearnedField> = {}): LearnedField => ({
  ...{ place: 'body', field, words: 'No.', at: 1 },
  ...more,
});

function sent(kind: ServerKind | undefined, learned: LearnedField[] = [], model = 'm'): object {
  const request = { ...anyRequest, model, includeUsage: true, maxTokens: 9, seed: 1 };
  const extra = { tools: [], tool_choice: 'auto' };
  const spelling = dialectFor(kind, learned, model);
  const body = JSON.parse(chatRequestBody({ ...request, extra, spelling })) as object;
  const plain = ['model', 'messages', 'stream', 'tools', 'tool_choice'];
  return Object.fromEntries(Object.entries(body).filter(([name]) => !plain.includes(name)));
}

const stream_options = { include_usage: true };

test.each<[ServerKind | undefined, object]>([
  [undefined, { stream_options, max_tokens: 9, seed: 1 }],
  ['unknown', { stream_options, max_tokens: 9, seed: 1 }],
  ['ollama', { stream_options, max_tokens: 9, seed: 1 }],
  ['openai', { stream_options, max_completion_tokens: 9, seed: 1 }],
  ['mistral', { max_tokens: 9, random_seed: 1 }],
  ['openrouter', { max_tokens: 9, seed: 1 }],
  ['transformers', { max_tokens: 9, seed: 1 }],
])('%s is asked in its own spelling', (kind, fields) => {
  expect(sent(kind)).toEqual(fields);
});

test('what was learned wins over what is known of the program', () => {
  const back = lesson('max_completion_tokens', { to: 'max_tokens' });
  expect(sent('openai', [back])).toHaveProperty('max_tokens', 9);
  const seedless = lesson('random_seed');
  expect(sent('mistral', [seedless])).toEqual({ max_tokens: 9 });
});

test('a name that was learned can be refused too', () => {
  const learned = [lesson('max_tokens', { to: 'max_completion_tokens' })];
  expect(sent(undefined, learned)).toHaveProperty('max_completion_tokens', 9);
  const without = [...learned, lesson('max_completion_tokens')];
  expect(sent(undefined, without)).toEqual({ stream_options, seed: 1 });
});

test('what one model refuses, another is still asked with', () => {
  const learned = [lesson('seed', { model: 'm' })];
  expect(sent(undefined, learned, 'm')).not.toHaveProperty('seed');
  expect(sent(undefined, learned, 'other')).toHaveProperty('seed', 1);
});

test('without tools there is no choice of tools', () => {
  expect(dialectFor(undefined, [lesson('tools')], 'm').omit).toEqual([
    ...['tools', 'tool_choice', 'parallel_tool_calls'],
  ]);
});

test('reasoning goes back where it is wanted, until it is refused', () => {
  const wanted = lesson('reasoning', { place: 'message', to: 'reasoning_content' });
  expect(dialectFor('together', [wanted], 'm')).toEqual({ reasoningField: 'reasoning_content' });
  const refused = lesson('reasoning_content', { place: 'message' });
  expect(dialectFor('together', [wanted, refused], 'm')).toEqual({});
});

test('of two lessons about one field the later counts', () => {
  const [a, b, c] = [lesson('seed'), lesson('seed', { at: 2 }), lesson('seed', { model: 'm' })];
  expect(withLessons([a, lesson('n')], [b, c])).toEqual([lesson('n'), b, c]);
});

test.each([
  [lesson('stream_options'), 'stream_options is left out'],
  [lesson('max_tokens', { to: 'x' }), 'max_tokens is sent as x'],
  [lesson('tools', { model: 'gemma' }), 'tools is left out (gemma only)'],
  [lesson('reasoning', { place: 'message', to: 'y' }), 'reasoning is sent back as y'],
  [lesson('y', { place: 'message' }), 'reasoning is left out'],
  [
    lesson('system', { place: 'role', to: 'user' }),
    'the system prompt is sent as the user’s words',
  ],
])('words: %j', (given, words) => {
  expect(learnedWords(given)).toBe(words);
});
