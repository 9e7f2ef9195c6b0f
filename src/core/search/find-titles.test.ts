import { expect, test } from 'vitest';
import { findTitles } from './find-titles';

const head = (id: string, title: string) => ({ id, title, createdAt: 1, updatedAt: 1 });

test('every word has to be in the title, in any case and order; the first of many are told', () => {
  const heads = [head('c1', 'Fix the Pársers'), head('c2', 'A trip'), head('c3', 'Parser fixed')];
  expect(findTitles(heads, 'parser FIX', 1)).toEqual({
    query: 'parser FIX',
    hits: [
      {
        id: 'c1',
        title: {
          text: 'Fix the Pársers',
          marks: [
            [0, 3],
            [8, 14],
          ],
        },
        messages: 0,
      },
    ],
    chats: 2,
    messages: 0,
    read: 0,
  });
  expect(findTitles(heads, 'parser trip', 1).hits).toEqual([]);
});
