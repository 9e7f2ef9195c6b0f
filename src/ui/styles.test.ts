import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.css') && !path.endsWith('tokens.css'))
  .map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''),
  }));

const RAW_COLOUR =
  /#[\da-f]{3,8}\b(?![^;]*\{)|(?<![-\w])(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|light-dark)\(|:\s*(?:black|white|gr[ae]y|red|green|blue|orange|yellow)\b/gi;
const PIXEL_TEXT = /\bfont(?:-size)?:[^;]*?\b\d+(?:\.\d+)?(?:px|pt)\b/g;

/** The lines of all sheets where something stands that belongs to the tokens. */
function found(pattern: RegExp): string[] {
  return sheets.flatMap(({ path, text }) =>
    Array.from(text.matchAll(pattern), ([part]) => `${path}: ${part}`),
  );
}

test('colours are made in tokens.css alone', () => {
  expect(sheets.length).toBeGreaterThan(50);
  expect(found(RAW_COLOUR)).toEqual([]);
});

test('no text has its size in pixels outside of tokens.css', () => {
  expect(found(PIXEL_TEXT)).toEqual([]);
});

test('every token that a sheet uses is made somewhere', () => {
  const tokens = readFileSync(join(root, 'ui/tokens.css'), 'utf8');
  const all = [tokens, ...sheets.map(({ text }) => text)].join('\n');
  // Components give some to their own sheets, by style objects.
  const code = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx') || path.endsWith('.ts'))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
  const made = new Set(
    [...all.matchAll(/(--[\w-]+)\s*:/g), ...code.matchAll(/'(--[\w-]+)'/g)].map(([, name]) => name),
  );
  const used = new Set(Array.from(all.matchAll(/var\((--[\w-]+)/g), ([, name]) => name));
  expect([...used].filter((name) => !made.has(name))).toEqual([]);
});
