import { expect, test } from 'vitest';
import { mayBeIn } from './may-be-in';

const keys = Array.from({ length: 200 }, (_, at) => `sk-${at}-`.padEnd(164, `Ab9z${at}`));
const [key = ''] = keys;

test.each([
  ['as it is', key],
  ['percent-encoded', key.replaceAll('-', '%2D')],
  ['escaped in JSON', key.replace('s', '\\u0073')],
  ['escaped in HTML', key.replaceAll('-', '&#45;')],
])('of two hundred long keys, the one that a text holds is looked for: %s', (_, spelled) => {
  expect(mayBeIn(`Bad key ${spelled}.`, keys)).toContain(key);
});

test.each([
  'http://localhost:1234/v1/models?a=b&c=%20',
  'sk-, as a word',
  '{\\"code\\":\\"sk-0\\"}',
])('none of them is where it cannot be: %s', (text) => {
  expect(mayBeIn(text, keys)).toEqual([]);
});
