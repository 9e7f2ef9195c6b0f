/** A narrow space that does not break: between the thousands, and between a number and its unit. */
export const THIN = '\u202f';

/** A whole number with thin spaces between the thousands: 131072 → `131 072`. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
}

/** A number with its unit and one decimal below 10, none above: `0.4 s`, `12 s`, `1 234 s`. */
export function measure(value: number, unit: string): string {
  const digits = value < 9.95 ? value.toFixed(1) : grouped(value);
  return `${digits}${THIN}${unit}`;
}
