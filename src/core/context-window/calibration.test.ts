import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrated, inTokensOf, isNews, plainRead, type Calibration } from './calibration';

type Pair = [plain: number, counted: number];

function after(answers: readonly Pair[]): Calibration | undefined {
  return answers.reduce<Calibration | undefined>(
    (before, [plain, counted]) => calibrated(before, plain, counted),
    undefined,
  );
}

const times = (count: number, pair: Pair): Pair[] => Array.from({ length: count }, () => pair);

describe('a calibration', () => {
  test('is the ratio of the first long answer', () =>
    expect(after([[1000, 1250]])).toEqual({ ratio: 1.25, answers: 1 }));

  test('believes a short prompt a little: much of it is the template', () =>
    expect(after([[100, 150]])?.ratio).toBeCloseTo(1.125));

  test.each([
    ['a very short prompt', 99, 120],
    ['a server that counts only what was not in its cache', 1000, 20],
    ['no count', 1000, 0],
    ['a count beyond any tokenizer', 1000, 9000],
    ['no number', 1000, Number.NaN],
  ])('learns nothing from %s', (_, plain, counted) =>
    expect(after([[plain, counted]])).toBeUndefined(),
  );

  test('hardly follows one odd answer among many', () =>
    expect(after([...times(8, [2000, 2000]), [2000, 7000]])?.ratio).toBeCloseTo(1.03, 2));

  test('follows a change that lasts', () =>
    expect(after([...times(8, [2000, 2000]), ...times(30, [2000, 3000])])?.ratio).toBeGreaterThan(
      1.4,
    ));

  test('stays within its bounds, whatever servers count', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1_000_000), fc.double())), (answers) => {
        const ratio = after(answers)?.ratio ?? 1;
        expect(ratio).toBeGreaterThan(0.2);
        expect(ratio).toBeLessThan(4.1);
      }),
    );
  });

  test('turns a plain estimate into tokens of the model', () => {
    expect(inTokensOf({ ratio: 1.5, answers: 4 }, 200)).toBe(300);
    expect(inTokensOf(undefined, 200)).toBe(200);
  });

  test('of many answers is news only when it moves', () => {
    const old = { ratio: 1, answers: 20 };
    expect(isNews(undefined, { ratio: 1, answers: 1 })).toBe(true);
    expect(isNews({ ratio: 1, answers: 2 }, { ratio: 1, answers: 3 })).toBe(true);
    expect(isNews(old, { ratio: 1.005, answers: 21 })).toBe(false);
    expect(isNews(old, { ratio: 1.05, answers: 21 })).toBe(true);
  });
});

test('a server that reads nothing of tools is told from one that does, by its count', () => {
  const request = { plain: 460, tools: 450 };
  expect(plainRead(request, 7, undefined)).toBe(10);
  expect(plainRead(request, 380, undefined)).toBe(460);
  // A model with a tokenizer of its own.
  expect(plainRead({ plain: 900, tools: 450 }, 1_000, { ratio: 2.2, answers: 5 })).toBe(450);
  expect(plainRead({ plain: 900, tools: 0 }, 100, undefined)).toBe(900);
});
