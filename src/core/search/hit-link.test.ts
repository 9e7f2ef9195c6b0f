import { expect, test } from 'vitest';
import { hitLink } from './hit-link';

const title = { text: 'Birds', marks: [] };
const hit = { id: 'c1', title, messages: 1 };

test('a hit leads to its message with the words, a title to its chat', () => {
  const best = { messageId: 'm/1', snippet: title };
  expect(hitLink({ ...hit, best }, 'zebra & finch')).toBe(
    '#/chat/c1?message=m%2F1&find=zebra%20%26%20finch',
  );
  expect(hitLink(hit, 'birds')).toBe('#/chat/c1');
});
