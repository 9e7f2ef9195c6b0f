// The parts of the benchmark, in the order of its table.
import { long } from './parts/long.mjs';
import { shapes } from './parts/shapes.mjs';
import { stream } from './parts/stream.mjs';

/** @type {import('./report.mjs').Part[]} */
export const parts = [stream, shapes, long];
