import { expect, test } from 'vitest';
import type { Provider } from '../providers/types';
import { shelve, type ShelfRow } from './model-shelf';
import type { Model, ModelRef } from './types';

const shelf = (label: string, ...ids: string[]) => ({
  provider: { id: label.toLowerCase(), label } as Provider,
  models: ids.map((id) => ({ id, name: id }) as Model),
});
const shelves = [shelf('Home', 'a', 'b', 'c', 'd'), shelf('Work', 'a', 'e')];
const ref = (providerId: string, modelId: string) => ({ providerId, modelId }) as ModelRef;

const words = (rows: ShelfRow[]): string =>
  rows
    .map((row) =>
      row.kind === 'heading' ? `| ${row.text}:` : `${row.provider.id}/${row.model.id}`,
    )
    .join(' ');

function shown(given: Partial<Parameters<typeof shelve>[1]>): string {
  return words(shelve(shelves, { favourites: [], recent: [], query: '', ...given }));
}

test('without favourites and chats there is a group for each provider', () => {
  expect(shown({})).toBe('| Home: home/a home/b home/c home/d | Work: work/a work/e');
});

test('favourites come first, then the models of the newest chats, and each stands once', () => {
  const recent = [ref('home', 'c'), ref('home', 'c'), ref('work', 'a'), ref('work', 'e')];
  expect(shown({ favourites: ['work e', 'home b'], recent })).toBe(
    '| Favourites: work/e home/b | Recent: home/c work/a | Home: home/a home/d',
  );
});

test('what is gone is passed over, and stays a favourite for the day when it is back', () => {
  expect(shown({ favourites: ['gone x'], recent: [ref('home', 'gone')] })).toBe(shown({}));
});

test('a query leaves what has its words, and no empty group', () => {
  expect(shown({ favourites: ['work e'], query: 'e' })).toBe('| Favourites: work/e');
});

test('a short list has no recent ones', () => {
  const rows = shelve([shelf('Home', 'a', 'b')], {
    favourites: [],
    recent: [ref('home', 'b')],
    query: '',
  });
  expect(words(rows)).toBe('| Home: home/a home/b');
});

test('thousands of chats are not all looked at', () => {
  let reads = 0;
  const recent = Array.from({ length: 5000 }, (_, at) => ({
    get providerId() {
      reads++;
      return 'home';
    },
    modelId: `m${at}`,
  })) as ModelRef[];
  shown({ recent });
  expect(reads).toBeLessThan(50);
});
