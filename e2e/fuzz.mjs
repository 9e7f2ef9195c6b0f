// `npm run fuzz`: generated streams, files, texts and records, always the same ones, each with a line that counts them.
// `npm run fuzz -- 20` runs twenty times as many, of a seed of its own, which it prints.
import { runSteps, tool } from './steps.mjs';

const times = Number(process.argv[2] ?? 1);
if (!(times > 0)) throw new Error('How many times as many? For example: npm run fuzz -- 20');
const seed = process.env['FUZZ_SEED'] ?? (times === 1 ? '7282' : String(Date.now() % 1_000_000));
if (times !== 1) console.log(`FUZZ_SEED=${seed}`);

await runSteps([
  {
    name: 'fuzzers',
    command: tool('vitest/vitest.mjs', 'run', '--disable-console-intercept'),
    counts: 'vitest',
    env: { FUZZ_TIMES: String(times), FUZZ_SEED: seed },
  },
]);
