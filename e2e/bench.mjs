/*
 * `npm run bench`: Patchbay beside the floor page in Chromium, each figure from the same run. Parts by name, else all:
 *   npm run bench -- stream --times 3
 *   npm run bench -- --readme          writes the table into README.md
 * Two compare in Node alone and print tables of their own: `npm run bench -- wire`, `npm run bench -- parsers`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parts as all } from './bench/parts.mjs';
import { summarize, table } from './bench/report.mjs';
import { Stage } from './bench/stage.mjs';
import { ensureBuilt, ROOT } from './build.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '5' },
    readme: { type: 'boolean', default: false },
  },
});
/** @type {Record<string, () => Promise<unknown>>} */
const inNode = {
  wire: () => import('./bench/wire.mjs'),
  parsers: () => import('./bench/parsers.mjs'),
};
const known = [...all.map(({ name }) => name), ...Object.keys(inNode)];
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}"; there are ${known.join(', ')}.`);
  process.exit(1);
}
for (const name of positionals) await inNode[name]?.();
const parts = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (parts.length === 0) process.exit();

await ensureBuilt();
const stage = await Stage.open();
const results = [];
/** @type {import('./bench/report.mjs').Sample[][]} */
const samples = parts.map(() => []);
try {
  // Round by round, so that a slow minute of the machine falls on all parts alike.
  for (let round = 1; round <= Number(values.times); round += 1) {
    for (const [at, part] of parts.entries()) {
      if (round > (part.repetitions ?? Infinity)) continue;
      console.log(`${new Date().toTimeString().slice(0, 8)} round ${round}: ${part.name}`);
      samples[at]?.push(await part.measure(stage, round));
    }
  }
  for (const [at, part] of parts.entries()) results.push(...summarize(part, samples[at] ?? []));
} finally {
  const version = stage.browser.version();
  await stage.close();
  await write(results, version);
}

const missed = results.filter((result) => result.missed);
console.log(
  missed.length === 0
    ? `All ${results.filter(({ bar }) => bar).length} bars hold.`
    : `Missed: ${missed.map(({ name }) => name).join(' · ')}`,
);
if (missed.length > 0) process.exitCode = 1;

/**
 * @param {import('./bench/report.mjs').Result[]} found
 * @param {string} version
 */
async function write(found, version) {
  const [cpu] = cpus();
  const machine = `Chromium ${version}, headless, ${cpus().length} × ${cpu?.model.trim()}, no GPU`;
  const date = new Date().toISOString().slice(0, 10);
  const text = table(found);
  console.log(`\n${text}\n\n${date}, ${machine}, ${values.times} times`);
  const folder = join(ROOT, 'test-results');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'bench.json'),
    `${JSON.stringify({ date, machine, results: found }, null, 2)}\n`,
  );
  if (!values.readme) return;
  const file = join(ROOT, 'README.md');
  const readme = await readFile(file, 'utf8');
  const place = /(<!-- bench -->\n)[^]*(<!-- \/bench -->)/;
  if (!place.test(readme))
    throw new Error('README.md has no <!-- bench --> … <!-- /bench --> to write between.');
  const runs = values.times === '1' ? 'a single run' : `${values.times} runs each`;
  const words = `${text}\n\nMeasured ${date}: ${machine}, ${runs}.`;
  await writeFile(file, readme.replace(place, `$1\n${words}\n\n$2`));
}
