import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculator } from './calculator';

async function said(expression: string): Promise<string> {
  const { text, isError } = await calculator().run({ expression }, new AbortController().signal);
  return isError ? `error: ${text}` : text.slice(expression.trim().length + 1);
}

test.each([
  ['1 + 2 * 3', '= 7'],
  ['(1 + 2) × 3 − 4 ÷ 8', '= 8.5'],
  ['0.1 + 0.2', '= 0.3'],
  ['2^100', '= 1267650600228229401496703205376'],
  ['2 ** 3 ^ 2', '= 512'],
  ['-2^2', '= -4'],
  ['2^-2', '= 0.25'],
  ['7 % 3 + -7 % 3', '= 3'],
  ['200 * 5%', '= 10'],
  ['50% % 3', '= 0.5'],
  ['5!', '= 120'],
  ['30!', '= 265252859812191058636308480000000'],
  ['1/3', '≈ 0.333333333333333'],
  ['1/3*3', '= 1'],
  ['sqrt(16/9) * 3', '= 4'],
  ['sqrt(2)', '≈ 1.4142135623731'],
  ['4^0.5', '≈ 2'],
  ['round(2.345, 2)', '= 2.35'],
  ['round(-2.5) + floor(-1.5) + ceil(-1.5)', '= -6'],
  ['max(1, 2/3, 1.5) - min(3, abs(-2))', '= -0.5'],
  ['sin(pi/2) + LN(e) + log(1000) + log2(8)', '≈ 8'],
  ['1.5e3 + .5 + 2.', '= 1502.5'],
  ['1e-7', '= 0.0000001'],
  ['10^400 / 10^399', '= 10'],
])('%s %s', async (expression, answer) => {
  expect(await said(expression)).toBe(answer);
});

test.each([
  ['', 'Character 1: expected a number, found the end'],
  ['2 +', 'Character 4: expected a number, found the end'],
  ['2 + )', 'Character 5: expected a number, found )'],
  ['(1 + 2', 'Character 7: expected ), found the end'],
  ['2 pi', 'Character 3: expected an operator, found pi'],
  ['1 + $3', 'Character 5: "$" is not understood'],
  ['foo(1)', 'Character 1: foo is not known'],
  ['constructor', 'Character 1: constructor is not known'],
  ['sin(1, 2)', 'Character 1: sin takes one value, not 2'],
  ['1 / (2 - 2)', 'Character 3: division by zero'],
  ['0^-1', 'Character 2: division by zero'],
  ['sqrt(-1)', 'Character 1: the result is no real number'],
  ['171!', 'Character 4: a factorial goes up to 170'],
  ['9^9^9^9', 'The result is too large.'],
  ['1e999999999', 'The result is too large.'],
  [`${'('.repeat(200)}1`, 'Character 101: too deeply nested'],
  ['-'.repeat(500), 'Character 101: too deeply nested'],
  ['1+'.repeat(1000), 'Character 1001: the expression is longer than 1000 characters'],
])('%s is told to be wrong', async (expression, words) => {
  expect(await said(expression)).toBe(`error: ${words}`);
});

test('sums and products of decimals are exact', async () => {
  const decimal = fc.tuple(fc.integer(), fc.integer({ min: 0, max: 9999 }));
  await fc.assert(
    fc.asyncProperty(decimal, decimal, async ([a, b], [c, d]) => {
      const digits = (part: number) => String(part).padStart(4, '0');
      const scaled = (whole: number, part: number) => BigInt(`${whole}${digits(part)}`);
      const product = scaled(a, b) * scaled(c, d);
      const left = await said(`(${a}.${digits(b)}) * (${c}.${digits(d)}) * 10^8`);
      expect(left).toBe(`= ${product}`);
    }),
  );
});
