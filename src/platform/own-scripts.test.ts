import { expect, test } from 'vitest';
import { addOwnScript, ownScriptUrl } from './own-scripts';

test('a script within the page has one address, and no other name has any', async () => {
  const name = addOwnScript('postMessage(1)');
  const url = ownScriptUrl(name);
  expect(url).toMatch(/^blob:/);
  expect(ownScriptUrl(name)).toBe(url);
  expect(ownScriptUrl('blob:null/made-elsewhere')).toBeUndefined();
  expect(await (await fetch(url!)).text()).toBe('postMessage(1)');
});
