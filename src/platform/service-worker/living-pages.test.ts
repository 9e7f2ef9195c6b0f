import { expect, test } from 'vitest';
import { livingScripts, pageLock } from './living-pages';

const scope = 'https://chat.example.org/patchbay/';
const oldScript = `${scope}assets/index-0000000a.js`;
const newScript = `${scope}assets/index-0000000b.js`;
const lock = (script: string, id: string) => ({ name: pageLock(script, id) });

test('each version on screen once, by the locks of its pages', () => {
  const locks = [lock(oldScript, '1'), lock(oldScript, '2'), lock(newScript, '3')];
  const windows = [`${scope}#/chat/1`, `${scope}index.html`, scope];
  expect(livingScripts(locks, windows, scope)).toEqual([oldScript, newScript]);
});

test('other locks, other pages of the origin and windows without our page do not count', () => {
  const other = 'https://chat.example.org/other/assets/index-0000000c.js';
  const locks = [lock(oldScript, '1'), lock(other, '2'), { name: 'patchbay-stream-1' }, {}];
  const windows = [scope, `${scope}oauth.html`, 'https://chat.example.org/other/'];
  expect(livingScripts(locks, windows, scope)).toEqual([oldScript]);
});

test('a page without a lock may be of any version', () => {
  expect(livingScripts([lock(newScript, '1')], [scope, scope], scope)).toBeUndefined();
});
