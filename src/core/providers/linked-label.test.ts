import { expect, it } from 'vitest';
import { linkedLabel } from './linked-label';

it.each([
  ['My server', 'My server'],
  ['  Two\n lines\t', 'Two lines'],
  ['turned \u202e over \u200b and\u0000 hidden', 'turned over and hidden'],
  ['x'.repeat(5000), 'x'.repeat(60)],
  ['\u200b\n', ''],
])('reads %j as a name', (text, label) => {
  expect(linkedLabel(text)).toBe(label);
});
