import { expect, test } from 'vitest';
import { createTally, weigh } from './census';

test.each([
  ['plain text', 'abc', 3],
  ['text with accents', 'é', 1],
  ['text that needs two bytes', 'aπ', 4],
  ['a record', { id: 'ab', n: 7 }, 2 + 2 + 1 + 8],
  ['a file, by its size alone', new Blob(['12345']), 5],
  ['nothing', null, 8],
])('%s is weighed as it is stored', (_, value, bytes) => {
  expect(weigh(value)).toBe(bytes);
});

test('what belongs to a chat counts for it, its files included, and the largest comes first', () => {
  const tally = createTally();
  tally.head({ id: 'small' });
  tally.message({ id: 'm1', conversationId: 'small', text: 'x'.repeat(1_000) });
  tally.attachment({ id: 'a1', conversationId: 'large', blob: new Blob(['x'.repeat(5_000)]) });
  tally.attachment({ id: 'a2', conversationId: 'draft 7', blob: new Blob(['x']) });
  tally.message(undefined);
  const { chats, messages, attachments } = tally.result();
  expect(chats.map(({ id }) => id)).toEqual(['large', 'small', 'draft 7']);
  expect(chats[0]?.attachmentBytes).toBeGreaterThan(5_000);
  expect(chats[1]).toMatchObject({ messages: 1, attachmentBytes: 0 });
  expect(messages).toBeGreaterThan(1_000);
  expect(attachments).toBeGreaterThan(5_001);
});
