import { expect, test } from 'vitest';
import { composerAction, type ComposerKey, type ComposerSituation } from './composer-key';

const key = (name: string, more: Partial<ComposerKey> = {}): ComposerKey => ({
  key: name,
  keyCode: name === 'Enter' ? 13 : 38,
  isComposing: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const situation = (more: Partial<ComposerSituation> = {}): ComposerSituation => ({
  enterSends: true,
  justComposed: false,
  ...more,
});

test('Enter sends, Shift+Enter breaks the line', () => {
  expect(composerAction(key('Enter'), situation())).toBe('send');
  expect(composerAction(key('Enter', { shiftKey: true }), situation())).toBeUndefined();
});

test('the other setting: Enter breaks the line, Ctrl or Cmd+Enter sends', () => {
  const other = situation({ enterSends: false });
  expect(composerAction(key('Enter'), other)).toBeUndefined();
  expect(composerAction(key('Enter', { ctrlKey: true }), other)).toBe('send');
  expect(composerAction(key('Enter', { metaKey: true }), other)).toBe('send');
});

test('an Enter that belongs to an input method never sends, in any of its three disguises', () => {
  expect(composerAction(key('Enter', { isComposing: true }), situation())).toBeUndefined();
  expect(composerAction(key('Enter', { keyCode: 229 }), situation())).toBeUndefined();
  expect(composerAction(key('Enter'), situation({ justComposed: true }))).toBeUndefined();
});

test('other keys are left alone', () => {
  expect(composerAction(key('a'), situation())).toBeUndefined();
  expect(composerAction(key('Enter', { altKey: true }), situation())).toBeUndefined();
});
