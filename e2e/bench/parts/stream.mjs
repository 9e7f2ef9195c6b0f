// An answer of Markdown as it streams: paced like fast and slow servers, and as fast as the connection goes.
import { besideFloor } from './beside-floor.mjs';

const LENGTHS = [4000, 8000, 16_000];

/** @type {import('../report.mjs').Row[]} */
const rows = [
  ...LENGTHS.map((count) => ({
    id: `p95-${count}`,
    name: `${count.toLocaleString('en-US')} tokens at 1,000 tok/s: frame p95`,
    unit: 'ms',
    bar: /** @type {const} */ ({ of: 'ratio', atMost: 1.15 }),
  })),
  {
    id: 'long',
    name: 'the same: long tasks after the first paint',
    unit: 'ms',
    bar: { of: 'value', atMost: 0 },
  },
  {
    id: 'latency',
    name: 'the same: arrival → visible p99',
    unit: 'ms',
    bar: { of: 'value', atMost: 80 },
  },
  ...LENGTHS.map((count) => ({
    id: `cpu-${count}`,
    name: `${count.toLocaleString('en-US')} tokens at 1,000 tok/s: CPU per 1,000 tokens`,
    unit: 'ms',
    bar: /** @type {const} */ ({ of: 'ratio', atMost: 0.9 }),
  })),
  {
    id: 'growth',
    name: 'CPU per token, 16,000 against 4,000',
    unit: '×',
    bar: { of: 'value', atMost: 1.1 },
  },
  {
    id: 'slow-cpu',
    name: '4,000 tokens at 200 tok/s: CPU per 1,000 tokens',
    unit: 'ms',
    bar: { of: 'ratio', atMost: 0.75 },
  },
  { id: 'slow-p95', name: 'the same: frame p95', unit: 'ms' },
  {
    id: 'burst',
    name: '16,000 tokens at once: last byte → last word visible',
    unit: 'ms',
    bar: { of: 'ratio', atMost: 1 },
  },
  {
    id: 'burst-frame',
    name: 'the same: longest frame',
    unit: 'ms',
    bar: { of: 'value', atMost: 50 },
  },
];

/** @type {import('../report.mjs').Part} */
export const stream = {
  name: 'stream',
  rows,
  async measure(stage) {
    const fast = await besideFloor(stage, {
      kind: 'prose',
      rate: 1000,
      count: 16_000,
      marks: LENGTHS,
    });
    const slow = await besideFloor(stage, { kind: 'prose', rate: 200, count: 4000 });
    const burst = await besideFloor(stage, { kind: 'prose', rate: 0, count: 16_000 });
    /** @param {typeof fast} pair @param {(measured: import('../answer.mjs').Measured) => number} pick */
    const both = ({ floor, patchbay }, pick) => ({ floor: pick(floor), patchbay: pick(patchbay) });
    /** @type {import('../report.mjs').Sample} */
    const sample = {
      long: both(fast, (one) => one.longTasks),
      latency: both(fast, (one) => one.latency),
      growth: both(fast, ({ cpuAt }) => (cpuAt[2] ?? NaN) / (cpuAt[0] ?? NaN)),
      'slow-cpu': both(slow, (one) => one.cpuAt[0] ?? NaN),
      'slow-p95': both(slow, (one) => one.p95),
      burst: both(burst, (one) => one.tail),
      'burst-frame': both(burst, (one) => one.longest),
    };
    LENGTHS.forEach((count, at) => {
      sample[`p95-${count}`] = both(fast, (one) => one.p95At[at] ?? NaN);
      sample[`cpu-${count}`] = both(fast, (one) => one.cpuAt[at] ?? NaN);
    });
    return sample;
  },
};
