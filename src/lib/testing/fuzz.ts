import fc from 'fast-check';
import { test } from 'vitest';

/** `npm run fuzz -- TIMES` makes the numbers larger, and the seed another one each time. */
const times = Number(process.env['FUZZ_TIMES'] ?? 1);
const seed = Number(process.env['FUZZ_SEED'] ?? 7282);

export interface FuzzPlan<T> {
  /** What is counted, e.g. `streams`. */
  what: string;
  runs: number;
  cases: fc.Arbitrary<T>;
  /** Throws where something got lost. */
  check: (value: T) => void | Promise<void>;
}

/** A test over many generated cases; it says in one line how many there were. */
export function fuzz<T>(name: string, { what, runs, cases, check }: FuzzPlan<T>): void {
  test(name, { timeout: 600_000 * Math.max(1, times) }, async () => {
    const numRuns = Math.round(runs * times);
    let count = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (value) => {
        count += 1;
        await check(value);
      }),
      { numRuns, seed },
    );
    process.stdout.write(
      `${name}: ${count.toLocaleString('en-US')} ${what}, seed ${seed}, lost: 0\n`,
    );
  });
}

/** Texts with something cut out, put in twice, replaced or thrown between; often still nearly what they were. */
export function mutated(
  texts: fc.Arbitrary<string>,
  scraps: readonly string[],
): fc.Arbitrary<string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const change = fc.record({
    kind: fc.constantFrom('cut', 'twice', 'insert', 'replace', 'end'),
    at: place,
    length: fc.integer({ min: 1, max: 40 }),
    scrap: fc.oneof(fc.constantFrom(...scraps), fc.string({ unit: 'binary', maxLength: 6 })),
  });
  return fc.tuple(texts, fc.array(change, { maxLength: 4 })).map(([text, changes]) =>
    changes.reduce((changed, { kind, at, length, scrap }) => {
      const from = Math.floor(at * changed.length);
      const [before, after] = [changed.slice(0, from), changed.slice(from)];
      switch (kind) {
        case 'cut':
          return before + after.slice(length);
        case 'twice':
          return before + after.slice(0, length) + after;
        case 'insert':
          return before + scrap + after;
        case 'replace':
          return before + scrap + after.slice(length);
        default:
          return before;
      }
    }, text),
  );
}
