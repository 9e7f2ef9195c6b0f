import { expect, test } from 'vitest';
import { compile } from './compile';

test.each<[string, unknown]>([
  ['1 + 1', 2],
  ['1 + 1;', 2],
  ['({ a: 1 }).a', 1],
  ['const x = 2;\nx * 3', 6],
  ['const x = 2; x * 3;', 6],
  ['const x = 2;\nx * 3; // six\n', 6],
  ['let s = 0;\nfor (const n of [1, 2, 3]) { s += n; }\ns', 6],
  ['function f() {\n  return 7;\n}\nf()', 7],
  ['const r = await Promise.resolve(5);\nr + 1', 6],
  ['await Promise.resolve(5)', 5],
  ['return 3', 3],
  ['if (true) { return 4; }\nreturn 5;', 4],
  ['const a = [1, 2];\na\n  .map((n) => n * 2)\n  .join()', '2,4'],
  ['const s = `a;\nb`;\ns.length', 4],
  ['const u = "http://x";\nu', 'http://x'],
  ['"a; b"', 'a; b'],
])('%j has a value', async (code, value) => {
  expect(await compile(code)()).toEqual(value);
});

test.each([
  ['const x = 1;'],
  ['for (const n of [1, 2])\n  n'],
  ['let n = 0;\nwhile (n < 3)\n  n++'],
  [''],
  ['// nothing'],
])('%j has none', async (code) => {
  expect(await compile(code)()).toBeUndefined();
});

test('a loop without braces runs to its end', async () => {
  const code = 'globalThis.seen = [];\nfor (const n of [1, 2, 3])\n  globalThis.seen.push(n)';
  await compile(code)();
  expect((globalThis as { seen?: unknown }).seen).toEqual([1, 2, 3]);
});

test('an expression that goes on in the next line stays one', async () => {
  expect(await compile('const t = 1;\nt\n  + 2')()).toBe(3);
});

test('what is no code says where it is wrong', () => {
  expect(() => compile('const = 1')).toThrow(SyntaxError);
  expect(() => compile('import.meta.url')).toThrow(SyntaxError);
});
