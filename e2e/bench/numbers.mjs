// Middle values, percentiles, and how numbers are written in the tables.

/** @param {readonly number[]} values */
export function median(values) {
  return percentile(values, 50);
}

/**
 * The value below which so many percent lie; NaN for none.
 * @param {readonly number[]} values
 * @param {number} percent
 */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * (percent / 100);
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** @param {number} value */
export function shown(value) {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}
