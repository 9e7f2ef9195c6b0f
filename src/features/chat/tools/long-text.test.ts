import { afterEach, expect, test, vi } from 'vitest';
import { beginningOf, isLong, prettyJson } from './long-text';

afterEach(() => vi.restoreAllMocks());

test('arguments are shown as they grow, up to 20,000 characters', () => {
  expect(beginningOf('{"a":', '')).toBe('{"a":');
  expect(beginningOf('{"a":1}', '{"a":')).toBe('{"a":1}');
  const full = 'x'.repeat(20_000);
  expect(isLong(full)).toBe(false);
  expect(isLong(`${full}y`)).toBe(true);
  expect(beginningOf(`${full}y`, '{"a":')).toBe(full);
});

test('what is full is not cut out anew for each piece', () => {
  const slice = vi.spyOn(String.prototype, 'slice');
  let shown = '';
  let text = '';
  for (let at = 0; at < 1_000; at += 1) {
    text += 'x'.repeat(1_000);
    shown = beginningOf(text, shown);
  }
  const calls = slice.mock.calls.length;
  expect(calls).toBe(20);
  expect(shown).toHaveLength(20_000);
});

test('whole JSON is indented, anything else stays as it is', () => {
  expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(prettyJson('{"a":[1')).toBe('{"a":[1');
});
