import { expect, test } from 'vitest';
import { historyRows } from './history-groups';

const now = new Date(2026, 2, 30, 9, 0).getTime();
const chat = (title: string, ...when: [number, number, number, number]) => ({
  title,
  updatedAt: new Date(...when).getTime(),
});

test('chats stand under the calendar day they were last used on', () => {
  const chats = [
    chat('this morning', 2026, 2, 30, 0),
    chat('last night', 2026, 2, 29, 23),
    chat('yesterday morning', 2026, 2, 29, 0),
    chat('the day before', 2026, 2, 28, 23),
    chat('a week ago', 2026, 2, 23, 0),
    chat('before that', 2026, 2, 22, 23),
  ];
  const rows = historyRows(chats, now).map((row) =>
    typeof row === 'string' ? `# ${row}` : row.title,
  );
  expect(rows).toEqual([
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
  expect(historyRows([chat('ahead', 2027, 0, 1, 0)], now)[0]).toBe('Today');
});

test('no chats, no headings', () => {
  expect(historyRows([], now)).toEqual([]);
});
