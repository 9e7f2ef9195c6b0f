import { createComputed, createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import type { SearchAnswer, SearchEvents, SearchHit } from '../core/search/types';
import { createSearch } from './search';
import { settle } from './testing/fakes';

const hit = (id: string): SearchHit => ({ id, title: { text: id, marks: [] }, messages: 1 });
const answer = (query: string, ...hits: SearchHit[]): SearchAnswer => ({
  query,
  hits,
  chats: hits.length,
  messages: hits.length,
  read: 1,
});

function setUp(open?: () => Promise<never>) {
  const asked: string[] = [];
  const told: SearchEvents[] = [];
  const search = createRoot(() =>
    createSearch(
      open ??
        (async (events) => {
          told.push(events);
          return { ask: (query) => void asked.push(query) };
        }),
    ),
  );
  return { search, asked, opened: told, tell: () => told[0]! };
}

test('it starts once, whoever asks first', async () => {
  const { search, opened, asked } = setUp();
  expect(search.status).toBe('off');
  search.ask('zebra');
  search.start();
  search.ask('zebra finch');
  await settle();
  expect(opened).toHaveLength(1);
  expect(asked.at(-1)).toBe('zebra finch');
  expect(search.status).toBe('reading');
});

test('a letter is looked for before the page follows it', async () => {
  const { search, asked } = setUp();
  search.start();
  await settle();
  const askedBy: (string | undefined)[] = [];
  createRoot(() => createComputed(() => search.query && askedBy.push(asked.at(-1))));
  search.ask('z');
  expect(askedBy).toEqual(['z']);
});

test('an answer to an older query is dropped, one to the last query is shown', async () => {
  const { search, tell } = setUp();
  search.ask('z');
  await settle();
  tell().onAnswer(answer('z', hit('c1')));
  search.ask('ze ');
  tell().onAnswer(answer('z', hit('c2')));
  expect(search.answer?.hits.map(({ id }) => id)).toEqual(['c1']);
  expect(search.isAnswered()).toBe(false);
  tell().onAnswer(answer('ze', hit('c3')));
  expect(search.answer?.hits.map(({ id }) => id)).toEqual(['c3']);
  expect(search.isAnswered()).toBe(true);
});

test('clearing the field clears the answer, and a late one does not come back', async () => {
  const { search, tell } = setUp();
  search.ask('z');
  await settle();
  tell().onAnswer(answer('z', hit('c1')));
  search.ask('');
  tell().onAnswer(answer('z', hit('c1')));
  expect(search.answer).toBeUndefined();
  expect(search.isAnswered()).toBe(false);
});

test('a search that breaks leaves no answer behind, nor takes one after that', async () => {
  const { search, tell } = setUp();
  search.ask('z');
  await settle();
  tell().onReady();
  expect(search.status).toBe('ready');
  tell().onAnswer(answer('z', hit('c1')));
  tell().onFailed('broken');
  tell().onAnswer(answer('z', hit('c1')));
  expect([search.status, search.answer]).toEqual(['failed', undefined]);
  expect(search.isAnswered()).toBe(true);
});

test('no worker, no search of messages', async () => {
  const { search } = setUp(() => Promise.reject(new Error('no Worker')));
  search.start();
  await settle();
  expect(search.status).toBe('failed');
});

test('lent to another field, the search answers that one, and goes on with its own words afterwards', async () => {
  const { search, asked, tell } = setUp();
  search.ask('zebra');
  await settle();
  tell().onAnswer(answer('zebra', hit('c1')));
  const told: string[] = [];
  const lent = search.lend(({ query }) => told.push(query));
  lent.ask('okapi ');
  expect(asked.at(-1)).toBe('okapi ');
  tell().onAnswer(answer('zebra', hit('c2')));
  tell().onAnswer(answer('okapi', hit('c3')));
  expect(told).toEqual(['okapi']);
  expect(search.answer?.hits.map(({ id }) => id)).toEqual(['c1']);
  lent.giveBack();
  expect(asked.at(-1)).toBe('zebra');
  tell().onAnswer(answer('zebra', hit('c4')));
  expect(search.answer?.hits.map(({ id }) => id)).toEqual(['c4']);
});
