import { expect, test } from 'vitest';
import { asCode, readAnswer } from './read-answer';

test.each([
  ['{"a": 1}', { a: 1 }],
  ['\n[1]\n', [1]],
  ['```json\n{"a": 1}\n```', { a: 1 }],
  ['```\n{"a": "```"}\n```\n', { a: '```' }],
  ['"text"', 'text'],
])('%j is JSON', (text, value) => {
  expect(readAnswer(text)).toEqual({ kind: 'json', value });
});

test('what is no JSON, and what is too much of it', () => {
  expect(readAnswer('Here it is: {"a": 1}')).toEqual({ kind: 'no-json' });
  expect(readAnswer('{"a":')).toEqual({ kind: 'no-json' });
  expect(readAnswer(`"${'a'.repeat(3_000_000)}"`)).toEqual({ kind: 'too-large' });
});

test('it is shown as code, and in its own block where the model made one', () => {
  expect(asCode('{"a"')).toBe('```json\n{"a"');
  expect(asCode('```json\n{}')).toBe('```json\n{}');
});
