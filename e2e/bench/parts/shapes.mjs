// Answers that are one huge block: what is not flat in a renderer shows here.
import { tokens } from '../corpus.mjs';
import { besideFloor } from './beside-floor.mjs';

const RATE = 4000;
const SHAPES = [
  { id: 'code', count: 16_000, name: 'one code block of 16,000 tokens' },
  { id: 'table', count: 2000, name: 'one table of 2,000 rows' },
  { id: 'list', count: 3000, name: 'one list of 3,000 items' },
  { id: 'line', count: 200_000, name: 'one line of 200 kB' },
  { id: 'formulas', count: 500, name: '500 formulas' },
];

/** @type {import('../report.mjs').Part} */
export const shapes = {
  name: 'shapes',
  rows: SHAPES.flatMap(({ id, name }) => [
    { id: `${id}-p95`, name: `${name}: frame p95`, unit: 'ms', bar: { of: 'ratio', atMost: 1.3 } },
    { id: `${id}-longest`, name: 'the same: longest frame', unit: 'ms' },
    { id: `${id}-cpu`, name: 'the same: CPU per 1,000 tokens', unit: 'ms' },
    {
      id: `${id}-growth`,
      name: 'the same: CPU per token, all of it against its first quarter',
      unit: '×',
      bar: { of: 'value', atMost: 1.1 },
    },
  ]),
  async measure(stage) {
    /** @type {import('../report.mjs').Sample} */
    const sample = {};
    for (const { id, count } of SHAPES) {
      const all = tokens(id, count).length;
      const what = { kind: id, rate: RATE, count, tokens: all, marks: [Math.round(all / 4), all] };
      const { floor, patchbay } = await besideFloor(stage, what);
      sample[`${id}-p95`] = { floor: floor.p95, patchbay: patchbay.p95 };
      sample[`${id}-longest`] = { floor: floor.longest, patchbay: patchbay.longest };
      sample[`${id}-cpu`] = { floor: floor.cpuAt[1] ?? NaN, patchbay: patchbay.cpuAt[1] ?? NaN };
      sample[`${id}-growth`] = { floor: growth(floor), patchbay: growth(patchbay) };
    }
    return sample;
  },
};

/** @param {import('../answer.mjs').Measured} measured */
function growth({ cpuAt: [first = NaN, all = NaN] }) {
  return all / first;
}
