import { expect, test } from 'vitest';
import { doneWords, planLines } from './restore-words';

const none = { new: 0, same: 0, 'newer-here': 0, 'newer-in-file': 0, differs: 0, unread: 0 };
const rest = { problems: [], problemCount: 0, origins: [], moved: [] };

test('a preview begins with the chats, and leaves out what the file does not have', () => {
  const counts = {
    providers: { ...none, same: 1 },
    conversations: { ...none, new: 1200, 'newer-here': 2, unread: 1 },
  };
  expect(planLines({ counts, ...rest })).toEqual([
    {
      store: 'conversations',
      title: 'Chats',
      words: '1\u202f200 new, 2 newer here. 1 cannot be read here, and will be set aside.',
    },
    { store: 'providers', title: 'Providers', words: '1 the same.' },
  ]);
});

test('a result is told in words', () => {
  expect(doneWords({ providers: 1, conversations: 3, messages: 12 })).toBe(
    '3 chats, 12 messages, 1 provider',
  );
  expect(doneWords({})).toBe('');
});
