import { expect, test } from 'vitest';
import { globalKeys, keyName } from './shortcuts';

const key = (name: string, held: ('ctrl' | 'meta' | 'shift' | 'alt')[] = []) => ({
  key: name,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
});
const command = (event: ReturnType<typeof key>, isMac = false) =>
  globalKeys[keyName(event, isMac) ?? ''];

test('Mod is Ctrl, and ⌘ on a Mac, where Ctrl belongs to the text', () => {
  expect(command(key('k', ['ctrl']))).toBe('palette');
  expect(command(key('k', ['meta']))).toBeUndefined();
  expect(command(key('k', ['meta']), true)).toBe('palette');
  expect(command(key('k', ['ctrl']), true)).toBeUndefined();
});

test('with Caps Lock the letters are the same', () => {
  expect(command(key('O', ['ctrl', 'shift']))).toBe('new-chat');
  expect(command(key('o', ['ctrl', 'shift']))).toBe('new-chat');
  expect(command(key('K', ['ctrl']))).toBe('palette');
});

test('a sign is the same wherever it stands on the keyboard', () => {
  expect(command(key('?', ['shift']))).toBe('shortcuts');
  expect(command(key('/', ['ctrl']))).toBe('shortcuts');
  // A German keyboard has it on Shift+7.
  expect(command(key('/', ['ctrl', 'shift']))).toBe('shortcuts');
});

test('nothing is taken from AltGr, from a letter alone, or with a key more', () => {
  expect(command(key('k', ['ctrl', 'alt']))).toBeUndefined();
  expect(command(key('k'))).toBeUndefined();
  expect(command(key('k', ['ctrl', 'shift']))).toBeUndefined();
  expect(command(key('Escape'))).toBeUndefined();
  expect(command(key('Escape', ['shift']))).toBe('composer');
});
