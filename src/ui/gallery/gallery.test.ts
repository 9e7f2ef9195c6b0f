import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const room = join(here, '..');
const named = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => name.replace('.tsx', ''));

/** The components of the room that a file brings along. */
const importsOf = (path: string): string[] =>
  Array.from(
    readFileSync(path, 'utf8').matchAll(/from .\.{1,2}\/(\w+)./g),
    ([, name = '']) => name,
  );

test('every component is on the page of components, by itself or as a part of another', () => {
  // It draws nothing of its own.
  const components = named(room).filter((name) => name !== 'late');
  expect(components.length).toBeGreaterThan(25);
  const shown = new Set(named(here).flatMap((name) => importsOf(join(here, `${name}.tsx`))));
  // Sets take what is added while they are walked.
  for (const name of shown)
    if (components.includes(name))
      for (const part of importsOf(join(room, `${name}.tsx`))) shown.add(part);
  expect(components.filter((name) => !shown.has(name))).toEqual([]);
});
