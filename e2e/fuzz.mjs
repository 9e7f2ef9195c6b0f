// `npm run fuzz`: generated streams, files, texts and records, always the same ones, each with a line that counts them.
// `npm run fuzz -- 20` runs twenty times as many, of a seed of its own, which it prints, and then each property test with
// twenty times its cases: a fault of one case in 50,000 goes unseen for long in the hundreds of `npm test`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build.mjs';
import { runSteps, tool } from './steps.mjs';

const times = Number(process.argv[2] ?? 1);
if (!(times > 0)) throw new Error('How many times as many? For example: npm run fuzz -- 20');
const seed = process.env['FUZZ_SEED'] ?? (times === 1 ? '7282' : String(Date.now() % 1_000_000));
if (times !== 1) console.log(`FUZZ_SEED=${seed}`);

/** The files of all property tests. */
const withProperties = () =>
  readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join('src', path))
    .filter((path) => readFileSync(join(ROOT, path), 'utf8').includes("from 'fast-check'"));

/** @type {import('./steps.mjs').Step[]} */
const steps = [
  {
    name: 'fuzzers',
    command: tool('vitest/vitest.mjs', 'run', '--disable-console-intercept'),
    counts: 'vitest',
    env: { FUZZ_TIMES: String(times), FUZZ_SEED: seed },
  },
];
if (times > 1)
  steps.push({
    name: 'property tests',
    command: tool('vitest/vitest.mjs', 'run', ...withProperties()),
    counts: 'vitest',
    env: { PROPERTY_TIMES: String(times) },
  });
await runSteps(steps);
