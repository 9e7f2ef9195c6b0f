import { expect, test } from 'vitest';
import { nearestOption, stepActive } from './listbox-keys';

const press = (key: string, tagName = 'DIV') => ({
  key,
  target: { tagName } as unknown as EventTarget,
});

test('arrows move by one and stop at both ends', () => {
  expect(stepActive(press('ArrowDown'), 3, 10)).toBe(4);
  expect(stepActive(press('ArrowDown'), 9, 10)).toBe(9);
  expect(stepActive(press('ArrowUp'), 0, 10)).toBe(0);
});

test('from nothing active, down leads to the first', () => {
  expect(stepActive(press('ArrowDown'), -1, 10)).toBe(0);
});

test('a page never leaves the list', () => {
  expect(stepActive(press('PageDown'), 5, 10)).toBe(9);
  expect(stepActive(press('PageUp'), 5, 10)).toBe(0);
});

test('Home and End move in a list and are left to the caret in a text box', () => {
  expect(stepActive(press('End'), 2, 10)).toBe(9);
  expect(stepActive(press('Home'), 2, 10)).toBe(0);
  expect(stepActive(press('End', 'INPUT'), 2, 10)).toBeUndefined();
  expect(stepActive(press('Home', 'TEXTAREA'), 2, 10)).toBeUndefined();
});

test('an empty list and other keys lead nowhere', () => {
  expect(stepActive(press('ArrowDown'), 0, 0)).toBeUndefined();
  expect(stepActive(press('a'), 0, 10)).toBeUndefined();
});

test('keys pass over headings, and turn where only a heading is left', () => {
  const items = ['# A', 'one', 'two', '# B', 'three'];
  const nearest = (index: number, from: number) =>
    nearestOption(items, index, from, (item) => item.startsWith('#'));
  expect(nearest(3, 2)).toBe(4);
  expect(nearest(3, 4)).toBe(2);
  expect(nearest(0, 4)).toBe(1);
  expect(nearest(0, 1)).toBe(1);
  expect(nearestOption([], 0, -1, () => false)).toBe(-1);
});
