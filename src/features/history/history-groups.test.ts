import { expect, test } from 'vitest';
import { groupHistory, type Listed } from './history-groups';

const now = new Date(2026, 2, 30, 9, 0).getTime();
type Chat = Listed & { title: string };
const chat = (
  title: string,
  when: [number, number, number, number] = [2026, 2, 30, 8],
  fields: Partial<Listed> = {},
): Chat => ({ title, updatedAt: new Date(...when).getTime(), ...fields });

const rows = (chats: Chat[], closed: string[] = []) =>
  groupHistory(chats, now, (group) => closed.includes(group)).rows.map((row) =>
    typeof row === 'string' ? `# ${row}` : row.title,
  );

test('chats stand under the calendar day they were last used on', () => {
  const chats = [
    chat('this morning', [2026, 2, 30, 0]),
    chat('last night', [2026, 2, 29, 23]),
    chat('yesterday morning', [2026, 2, 29, 0]),
    chat('the day before', [2026, 2, 28, 23]),
    chat('a week ago', [2026, 2, 23, 0]),
    chat('before that', [2026, 2, 22, 23]),
  ];
  expect(rows(chats)).toEqual([
    '# Today',
    'this morning',
    '# Yesterday',
    'last night',
    'yesterday morning',
    '# Previous 7 days',
    'the day before',
    'a week ago',
    '# Older',
    'before that',
  ]);
});

test('a chat from the future belongs to today', () => {
  expect(rows([chat('ahead', [2027, 0, 1, 0])])[0]).toBe('# Today');
});

test('no chats, no headings', () => {
  expect(rows([])).toEqual([]);
});

test('pinned chats come first, then folders by name, the archived ones last, each in one group only', () => {
  const at: [number, number, number, number] = [2026, 2, 30, 8];
  const chats = [
    chat('plain'),
    chat('b', at, { folder: 'Work' }),
    chat('gone', at, { archived: true, pinned: true, folder: 'Work' }),
    chat('a', at, { folder: 'älter' }),
    chat('c', at, { folder: 'Work' }),
    chat('top', at, { pinned: true, folder: 'Work' }),
    chat('named like a day', at, { folder: 'Today' }),
  ];
  expect(rows(chats)).toEqual([
    '# Pinned',
    'top',
    '# /älter',
    'a',
    '# /Today',
    'named like a day',
    '# /Work',
    'b',
    'c',
    '# Today',
    'plain',
    '# Archived',
    'gone',
  ]);
});

test('of a closed group there is the heading, with the number of its chats', () => {
  const at: [number, number, number, number] = [2026, 2, 30, 8];
  const chats = [chat('a', at, { folder: 'Work' }), chat('b', at, { folder: 'Work' })];
  const { rows: shown, counts } = groupHistory(chats, now, (group) => group === '/Work');
  expect(shown).toEqual(['/Work']);
  expect(counts.get('/Work')).toBe(2);
});
