import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { paletteCommands, shortcutGroups } from './command-table';
import { globalKeys } from './shortcuts';

const src = fileURLToPath(new URL('..', import.meta.url));

/** Keys that are looked at in the code of a room, as the browser calls them. */
function keysIn(room: string): string[] {
  const files = readdirSync(`${src}${room}`, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'),
  );
  return files.flatMap((file) => {
    const code = readFileSync(`${src}${room}/${file}`, 'utf8');
    const compared = code.matchAll(/\bkey(?:\.toLowerCase\(\))? [!=]== '([^']+)'/g);
    const cases = code.matchAll(/\bcase '([A-Z]\w+)':/g);
    return [...compared, ...cases].map(([, key = '']) =>
      key.length === 1 ? key.toUpperCase() : key,
    );
  });
}

const told = (enterSends: boolean): string[] =>
  shortcutGroups(enterSends).flatMap(({ shortcuts }) => shortcuts.flatMap(({ keys }) => keys));

test('every key that the code looks at is on the sheet', () => {
  const seen = new Set(['app', 'features', 'ui'].flatMap(keysIn));
  expect(seen).toContain('F2');
  // Tab goes on, as everywhere.
  seen.delete('Tab');
  const last = new Set(told(true).map((keys) => keys.split('+').at(-1)));
  expect([...seen].filter((key) => !last.has(key))).toEqual([]);
});

test('every global key is on the sheet, and the palette shows the first of a command', () => {
  expect(told(true)).toEqual(expect.arrayContaining(Object.keys(globalKeys)));
  const commands = paletteCommands({ 'pin-chat': 'Unpin chat' });
  expect(commands.find(({ id }) => id === 'new-chat')?.keys).toBe('Mod+Shift+O');
  expect(commands.find(({ id }) => id === 'pin-chat')?.label).toBe('Unpin chat');
  expect(commands.some(({ id }) => id === 'palette')).toBe(false);
});

test('the sheet follows the setting of Enter', () => {
  const writing = (enterSends: boolean) =>
    shortcutGroups(enterSends)
      .find(({ label }) => label === 'Writing')
      ?.shortcuts.slice(0, 2);
  expect(writing(true)).toEqual([
    { keys: ['Enter', 'Mod+Enter'], label: 'Send' },
    { keys: ['Shift+Enter'], label: 'New line' },
  ]);
  expect(writing(false)).toEqual([
    { keys: ['Mod+Enter'], label: 'Send' },
    { keys: ['Enter'], label: 'New line' },
  ]);
});
