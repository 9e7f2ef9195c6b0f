import { expect, test } from 'vitest';
import { createNews } from './news';

function browser() {
  const kept = new Map<string, unknown>();
  const told: string[] = [];
  const read: string[] = [];
  const make = (build: string, items: string[]) =>
    createNews({
      notes: {
        read: async (key) => kept.get(key),
        write: async (key, value) => void kept.set(key, value),
      },
      notices: {
        offer: (text, action) => {
          told.push(text);
          action.run();
        },
      },
      navigate: (hash) => told.push(hash),
      build,
      load: async () => {
        read.push(build);
        return [{ version: '1', lead: '', items: items.map((id) => ({ id, pieces: [] })) }];
      },
    });
  const start = async (build: string, items: string[]) => {
    const news = make(build, items);
    await news.look();
    return news.fresh();
  };
  return { make, start, told, read, kept };
}

test('the very first start has no news', async () => {
  const { start, told } = browser();
  expect(await start('one', ['a'])).toEqual([]);
  expect(told).toEqual([]);
});

test('an update is told once, with what is new, and leads to it', async () => {
  const { start, told, read } = browser();
  await start('one', ['a']);
  expect(await start('two', ['b', 'a'])).toEqual(['b']);
  expect(await start('two', ['b', 'a'])).toEqual(['b']);
  expect(told).toEqual(['Patchbay has been updated.', '#/help/new']);
  expect(read).toEqual(['one', 'two']);
});

test('the page of what is new knows it before anybody looked, and it is still told once', async () => {
  const { make, start, told } = browser();
  await start('one', ['a']);
  const news = make('two', ['b', 'a']);
  expect(await news.fresh()).toEqual(['b']);
  await news.look();
  expect(told).toEqual(['Patchbay has been updated.', '#/help/new']);
});

test('an update that says nothing to people is not told, and what was new stays', async () => {
  const { start, told } = browser();
  await start('one', ['a']);
  await start('two', ['b', 'a']);
  expect(await start('three', ['b', 'a'])).toEqual(['b']);
  expect(told).toHaveLength(2);
});

test('a note that is damaged is none', async () => {
  const { start, told, kept } = browser();
  kept.set('news', { build: 1, seen: 'all' });
  expect(await start('one', ['a'])).toEqual([]);
  expect(told).toEqual([]);
});
