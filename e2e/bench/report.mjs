// From repetitions to one table, and what of it misses its bar.
import { median, shown } from './numbers.mjs';

/**
 * @typedef {object} Bar what must hold for the median; `ratio` is that to the floor page
 * @property {'ratio' | 'value'} of
 * @property {number} atMost
 *
 * @typedef {object} Row
 * @property {string} id
 * @property {string} name
 * @property {string} unit
 * @property {Bar} [bar]
 *
 * @typedef {Record<string, { floor?: number, patchbay: number }>} Sample the figures of one repetition by row id
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {Row[]} rows
 * @property {(stage: import('./stage.mjs').Stage, repetition: number) => Promise<Sample>} measure
 * @property {number} [repetitions] for figures that do not wobble
 *
 * @typedef {Row & { part: string, floor: number[], patchbay: number[], ratio: number, missed: boolean }} Result
 */

/**
 * @param {Part} part
 * @param {Sample[]} samples
 * @returns {Result[]}
 */
export function summarize(part, samples) {
  return part.rows.map((row) => {
    const floor = samples.flatMap((sample) => sample[row.id]?.floor ?? []);
    const patchbay = samples.flatMap((sample) => sample[row.id]?.patchbay ?? []);
    const ratio = median(patchbay) / median(floor);
    return {
      ...row,
      part: part.name,
      floor,
      patchbay,
      ratio,
      missed: misses(row, patchbay, ratio),
    };
  });
}

/**
 * Nothing measured is a miss too.
 * @param {Row} row
 * @param {number[]} patchbay
 * @param {number} ratio
 */
function misses({ bar }, patchbay, ratio) {
  if (!bar) return false;
  return !((bar.of === 'ratio' ? ratio : median(patchbay)) <= bar.atMost);
}

/**
 * @param {Result[]} results
 * @returns {string} a Markdown table
 */
export function table(results) {
  const head =
    '| work | floor, median | Patchbay, min | median | × floor | bar | |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |';
  return [head, ...results.map(line)].join('\n');
}

/** @param {Result} result */
function line({ name, unit, floor, patchbay, ratio, bar, missed }) {
  const bounds = bar ? `≤ ${bar.atMost}${bar.of === 'ratio' ? ' ×' : ` ${unit}`}` : '';
  const cells = [
    unit ? `${name}, ${unit}` : name,
    shown(median(floor)),
    shown(Math.min(...patchbay)),
    shown(median(patchbay)),
    shown(ratio),
    bounds,
    bar ? (missed ? '**missed**' : 'ok') : '',
  ];
  return `| ${cells.join(' | ')} |`;
}
