import { expect, test } from 'vitest';
import { texSource } from './tex-source';

test.each([
  ['$x$', 'x', false],
  ['\\(x_1\\)', 'x_1', false],
  ['$$x$$', 'x', true],
  ['\\[ x \\]', 'x', true],
  ['$$\nx \\\\\ny\n$$', 'x \\\\\ny', true],
  ['\\[\nx\n\\]', 'x', true],
  ['$a \\$ b$', 'a \\$ b', false],
])('%j is a formula', (text, tex, display) => {
  expect(texSource(text)).toEqual({ tex, display });
});

test.each(['$$\nx', '\\[x', '$$$$', '$$\n$$', 'x', '$', '$$'])('%j is none', (text) => {
  expect(texSource(text)).toBeUndefined();
});
