import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newCode, readCode } from './code';

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

it('is read as it was made, in small letters, without hyphens, and with letters for digits', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (bytes) => {
      const code = newCode(() => bytes);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
      for (const typed of [
        code,
        code.toLowerCase(),
        code.replaceAll('-', ''),
        ` ${code.replaceAll('-', ' – ')} `,
        code.replaceAll('0', 'o').replaceAll('1', 'l'),
        code.replaceAll('0', 'O').replaceAll('1', 'I'),
      ]) {
        expect(readCode(typed)).toEqual({ ok: true, code });
      }
    }),
  );
});

it('is another one each time', () => {
  expect(new Set(Array.from({ length: 50 }, () => newCode(random))).size).toBe(50);
});

it.each([
  ['', 'Type the code'],
  [' - ', 'Type the code'],
  ['7K3M-Q8ZD', 'has 12 characters; these are 8'],
  ['7K3M-Q8ZD-2HVU', '“U”'],
  ['7K3M-Q8ZD-2HV😀', '“😀”'],
])('says what is wrong with %j', (typed, words) => {
  const read = readCode(typed);
  expect(read.ok ? '' : read.message).toContain(words);
});
