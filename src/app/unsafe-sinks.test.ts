import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// What turns text into markup, code, a style or a place to go. The browser refuses most of them in the built page; here
// they do not even get into a build.
const SINKS: Record<string, RegExp> = {
  markup:
    /\b(?:outerHTML|insertAdjacentHTML|createContextualFragment|srcdoc|DOMParser|setHTMLUnsafe)\b|innerHTML\s*(?:\+?=[^=]|[:=]\{)|document\.write/,
  code: /\beval\(|\bnew Function\(|\bimportScripts\(/,
  policies: /\bcreatePolicy\(/,
  styles: /\bcssText\b|setAttribute\(\s*['"]style|insertRule|adoptedStyleSheets|\sstyle="/,
  places: /location(?:\.href)?\s*=[^=]|location\.(?:assign|replace)\(|window\.open\(/,
};

/** Where they may be, and why it is safe there. The sandbox has an origin of its own and no network. */
const MAY: Record<string, readonly RegExp[]> = {
  markup: [/^platform\/sandbox\/frame\//],
  code: [/^platform\/sandbox\//],
  // By name: Solid's compiled templates, and addresses of our own workers.
  policies: [/^ui\/solid-web\.ts$/, /^platform\/worker-url\.ts$/],
  styles: [/^platform\/sandbox\/frame\//],
  // Where a sign-in leads, after `protocol/mcp/sign-in.ts` has seen that it is a web page, in the window that
  // `sign-in-window.ts` opens.
  places: [/^platform\/sign-in-window\.ts$/, /^state\/tool-server-sign-in\.ts$/],
};

const root = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /(?<!\.d)\.tsx?$/.test(path) && !/\.test\.ts$|\/testing\//.test(path))
  .map((path) => ({ path, text: codeOf(readFileSync(join(root, path), 'utf8')) }));

function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

test.each(Object.keys(SINKS))('text becomes %s nowhere but where it is safe', (kind) => {
  const found = files.filter(({ text }) => SINKS[kind]?.test(text)).map(({ path }) => path);
  const known = (path: string) => MAY[kind]?.some((place) => place.test(path)) ?? false;
  expect(found.filter((path) => !known(path))).toEqual([]);
  // A pattern that finds nothing any more guards nothing.
  expect(found.some((path) => known(path))).toBe(true);
});
