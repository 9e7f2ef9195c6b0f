/*
 * Compares our Markdown with libraries, in Node: the same answer of 4,000 and of 16,000 tokens in pieces of 33 (33 ms at
 * 1,000 tokens a second), the time that all pieces take, and what each shows wrong.
 *   npm run bench -- parsers
 */
import { median, shown } from './numbers.mjs';
import { tokens } from './corpus.mjs';
import { checkRows } from './parsers/checks.mjs';
import { renderers } from './parsers/renderers.mjs';

const LENGTHS = [4_000, 16_000];
const PIECE = 33;
const TIMES = 9;
/** What takes longer is not repeated. */
const LONG_MS = 3_000;

/** @param {number} count */
function pieces(count) {
  const all = tokens('prose', count);
  const starts = Array.from({ length: Math.ceil(all.length / PIECE) }, (_, at) => at * PIECE);
  return starts.map((start) => all.slice(start, start + PIECE).join(''));
}

/**
 * Milliseconds of the thread: nothing here waits. What the collector of garbage does beside it is left out.
 * @param {import('./parsers/renderers.mjs').Renderer} renderer
 * @param {string[]} list
 */
function cost({ open }, list) {
  const before = performance.now();
  const answer = open();
  for (const piece of list) answer.write(piece);
  answer.end();
  return performance.now() - before;
}

/** @param {string[][]} rows */
function table([head = [], ...rows]) {
  const rule = head.map((_, at) => (at === 0 ? '---' : '--:'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const all = await renderers();
const texts = LENGTHS.map(pieces);
// Once for the engine to compile what runs often.
for (const renderer of all) cost(renderer, texts[0] ?? []);
/** @type {Map<string, number[][]>} */
const costs = new Map(all.map(({ name }) => [name, texts.map(() => [])]));
for (let time = 0; time < TIMES; time += 1) {
  for (const { name, open } of all) {
    const known = costs.get(name) ?? [];
    texts.forEach((list, at) => {
      if (!known[at]?.some((ms) => ms > LONG_MS)) known[at]?.push(cost({ name, open }, list));
    });
  }
}

const rows = all.map(({ name }) => {
  const [short = NaN, long = NaN] = (costs.get(name) ?? []).map(median);
  return [name, shown(short), shown(long), shown(long / short)];
});
const lengths = LENGTHS.map((count) => `${count.toLocaleString('en-US')} tokens, ms`);
console.log(`Node ${process.version}, ${new Date().toISOString().slice(0, 10)}\n`);
console.log(table([['parser', ...lengths, 'growth (4 is linear)'], ...rows]));
console.log();
console.log(table([['what is right', ...all.map(({ name }) => name)], ...checkRows(all)]));
