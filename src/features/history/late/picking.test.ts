import { expect, test } from 'vitest';
import { afterPick } from './picking';

const ids = ['a', 'b', 'c', 'd', 'e'];

test('one goes in, one goes out', () => {
  expect([...afterPick(new Set(['a']), ids, { id: 'c', on: true })]).toEqual(['a', 'c']);
  expect([...afterPick(new Set(['a', 'c']), ids, { id: 'c', on: false })]).toEqual(['a']);
});

test('a range goes either way, and out as it goes in', () => {
  const down = afterPick(new Set(), ids, { id: 'd', on: true, from: 'b' });
  expect([...down]).toEqual(['b', 'c', 'd']);
  const up = afterPick(down, ids, { id: 'a', on: true, from: 'd' });
  expect([...up].sort()).toEqual(['a', 'b', 'c', 'd']);
  expect([...afterPick(up, ids, { id: 'c', on: false, from: 'a' })]).toEqual(['d']);
});

test('where the one before is gone, it is one alone', () => {
  expect([...afterPick(new Set(), ids, { id: 'd', on: true, from: 'gone' })]).toEqual(['d']);
});
