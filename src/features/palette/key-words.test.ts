import { expect, test } from 'vitest';
import { keysSpoken, keyWords } from './key-words';

test('keys are called as they are labelled', () => {
  expect(keyWords('Mod+Shift+O', false)).toEqual(['Ctrl', 'Shift', 'O']);
  expect(keyWords('Mod+Shift+O', true)).toEqual(['⌘', '⇧', 'O']);
  expect(keyWords('Shift+Escape', false)).toEqual(['Shift', 'Esc']);
  expect(keyWords('Mod+/', false)).toEqual(['Ctrl', '/']);
  expect(keyWords('ArrowUp', true)).toEqual(['↑']);
});

test('a screen reader hears words', () => {
  expect(keysSpoken(keyWords('Mod+Shift+O', true))).toBe('Command Shift O');
  expect(keysSpoken(['↑'])).toBe('Up');
});
