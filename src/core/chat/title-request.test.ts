import { expect, test } from 'vitest';
import { titleFromAnswer, titleRequest } from './title-request';

test.each([
  ['Planning a trip', 'Planning a trip'],
  ['"Planning a trip."', 'Planning a trip'],
  ['**Title: Planning a trip**', 'Planning a trip'],
  ['\n# Titel: „Eine Reise“\n\nMore words', 'Eine Reise'],
  ['旅行の計画', '旅行の計画'],
  ['Is 3.5 > 3.14?', 'Is 3.5 > 3.14?'],
  ['', undefined],
  ['***', undefined],
  [`Sure! Here is a title for this conversation ${'and so on '.repeat(9)}`, undefined],
])('the title in %j is %j', (text, title) => {
  expect(titleFromAnswer(text)).toBe(title);
});

test('a long chat is asked about by its beginnings', () => {
  const { messages } = titleRequest('m', 'q'.repeat(99_999), 'a'.repeat(99_999));
  expect(messages[0]?.content.length).toBeLessThan(4_500);
});
