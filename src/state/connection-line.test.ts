import { expect, test } from 'vitest';
import { createConnectionLine } from './connection-line';

const six = ['1', '2', '3', '4', '5', '6'];

test('the seventh answer of an origin is held back, whatever runs elsewhere', () => {
  const line = createConnectionLine();
  expect(six.map((id) => line.join('http://a', id))).toEqual(six.map(() => false));
  expect(line.join('http://b', '7')).toBe(false);
  expect(line.join('http://a', '8')).toBe(true);
});

test('whoever has waited longest comes next, and whoever waits and leaves makes no room', () => {
  const line = createConnectionLine();
  for (const id of [...six, '7', '8', '9']) line.join('http://a', id);
  expect(line.leave('http://a', '8')).toBeUndefined();
  expect(line.leave('http://a', '3')).toBe('7');
  expect(line.leave('http://a', '7')).toBe('9');
  expect(line.leave('http://a', '1')).toBeUndefined();
});

test('leaving twice, or never having joined, changes nothing', () => {
  const line = createConnectionLine();
  for (const id of [...six, '7', '8']) line.join('http://a', id);
  expect(line.leave('http://a', 'nobody')).toBeUndefined();
  expect(line.leave('http://b', '1')).toBeUndefined();
  expect(line.leave('http://a', '1')).toBe('7');
  expect(line.leave('http://a', '1')).toBeUndefined();
});
