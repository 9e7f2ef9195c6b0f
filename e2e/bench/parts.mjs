// The parts of the benchmark, in the order of its table.
import { heap } from './parts/heap.mjs';
import { load } from './parts/load.mjs';
import { long } from './parts/long.mjs';
import { many } from './parts/many.mjs';
import { parallel } from './parts/parallel.mjs';
import { shapes } from './parts/shapes.mjs';
import { stream } from './parts/stream.mjs';

/** @type {import('./report.mjs').Part[]} */
export const parts = [load, stream, shapes, long, many, heap, parallel];
