import { expect, test } from 'vitest';
import { mergeChange } from './merge-change';

test('what the other changed stays, what was changed here comes on top', () => {
  const before = { title: 'One', pinned: true };
  const stored = { title: 'Theirs', pinned: true, folder: 'Work' };
  expect(mergeChange<object>(stored, before, { title: 'One' })).toEqual({
    title: 'Theirs',
    folder: 'Work',
  });
  expect(mergeChange<object>(stored, before, { ...before, title: 'Mine' })).toEqual({
    title: 'Mine',
    pinned: true,
    folder: 'Work',
  });
});

test('fields of fields are changed one by one', () => {
  const before = { overrides: { a: { window: 1 } } };
  const stored = { overrides: { a: { window: 1, output: 2 }, b: { window: 3 } } };
  const next = { overrides: { a: { window: 9 } } };
  expect(mergeChange<object>(stored, before, next)).toEqual({
    overrides: { a: { window: 9, output: 2 }, b: { window: 3 } },
  });
});

test('an entry more and an entry less of a list are both kept', () => {
  expect(mergeChange(['a', 'b', 'theirs'], ['a', 'b'], ['b', 'mine'])).toEqual([
    'b',
    'theirs',
    'mine',
  ]);
  const [one, two, three] = ['1', '2', '3'].map((id) => ({ id, text: id }));
  expect(mergeChange([one, two], [one], [one, three])).toEqual([one, two, three]);
  expect(mergeChange([two], [one, two], [one, two, three])).toEqual([two, three]);
});

test('a list that is taken away takes only what was in it', () => {
  const [one, two] = ['1', '2'].map((id) => ({ id }));
  expect(mergeChange<object>({ queue: [one, two] }, { queue: [one] }, {})).toEqual({
    queue: [two],
  });
  expect(mergeChange<object>({ queue: [one] }, { queue: [one] }, {})).toEqual({});
  expect(mergeChange<object>({ queue: [one] }, {}, { queue: [two] })).toEqual({
    queue: [one, two],
  });
});

test('a list whose entries have no names is one value', () => {
  expect(mergeChange([[1], [2]], [[1]], [[3]])).toEqual([[3]]);
});

test('what one takes away stays away while the other changes something else', () => {
  const before = { seen: { at: 1 }, label: 'A' };
  expect(mergeChange<object>({ label: 'A' }, before, { ...before, label: 'B' })).toEqual({
    label: 'B',
  });
});
