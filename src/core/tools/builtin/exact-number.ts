/** A number as an exact fraction, `d` over 0, or as the nearest floating-point number. */
export type Amount = { n: bigint; d: bigint } | number;

/** Fractions with more digits than that go on as floating-point numbers. */
const MOST_BITS = 4096;

/** A decimal number as it is written: digits, a point, an exponent. */
export function readAmount(text: string): Amount {
  const [, whole = '', part = '', exponent = '0'] =
    /^(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const shift = Number(exponent) - part.length;
  if (Math.abs(shift) > 1000 || whole.length + part.length > 1000) return Number(text);
  const digits = BigInt(whole + part || '0');
  return shift < 0 ? exact(digits, 10n ** BigInt(-shift)) : exact(digits * 10n ** BigInt(shift));
}

/** The fraction in its lowest terms, or the nearest number when it has grown too long. */
export function exact(n: bigint, d = 1n): Amount {
  const sign = d < 0n ? -1n : 1n;
  const by = sign * divisor(n, d);
  const amount = { n: n / by, d: d / by };
  return bits(amount.n) + bits(amount.d) > MOST_BITS ? toNumber(amount) : amount;
}

export function toNumber(amount: Amount): number {
  if (typeof amount === 'number') return amount;
  const { n, d } = amount;
  // Past 1100 bits a number overflows, although the quotient may not.
  const over = BigInt(Math.max(0, Math.min(bits(n), bits(d)) - 1000));
  return Number(n >> over) / Number(d >> over);
}

export function add(a: Amount, b: Amount): Amount {
  if (isFloat(a) || isFloat(b)) return toNumber(a) + toNumber(b);
  return exact(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function negate(a: Amount): Amount {
  return isFloat(a) ? -a : { n: -a.n, d: a.d };
}

export function multiply(a: Amount, b: Amount): Amount {
  if (isFloat(a) || isFloat(b)) return toNumber(a) * toNumber(b);
  return exact(a.n * b.n, a.d * b.d);
}

/** `b` is not zero. */
export function divide(a: Amount, b: Amount): Amount {
  if (isFloat(a) || isFloat(b)) return toNumber(a) / toNumber(b);
  return exact(a.n * b.d, a.d * b.n);
}

/** What is left of a whole division, with the sign of `b`; `b` is not zero. */
export function modulo(a: Amount, b: Amount): Amount {
  return add(a, negate(multiply(b, floor(divide(a, b)))));
}

export function power(a: Amount, b: Amount): Amount {
  const isWhole = !isFloat(a) && !isFloat(b) && b.d === 1n && bits(b.n) < 13;
  if (!isWhole) return toNumber(a) ** toNumber(b);
  const times = b.n < 0n ? -b.n : b.n;
  if (Math.max(bits(a.n), bits(a.d)) * Number(times) > MOST_BITS) return toNumber(a) ** toNumber(b);
  const [n, d] = [a.n ** times, a.d ** times];
  return b.n < 0n ? exact(d, n) : exact(n, d);
}

export function floor(a: Amount): Amount {
  if (isFloat(a)) return Math.floor(a);
  const whole = a.n / a.d;
  return exact(a.n < 0n && a.n % a.d !== 0n ? whole - 1n : whole);
}

export function isZero(a: Amount): boolean {
  return isFloat(a) ? a === 0 : a.n === 0n;
}

export function isLess(a: Amount, b: Amount): boolean {
  if (isFloat(a) || isFloat(b)) return toNumber(a) < toNumber(b);
  return a.n * b.d < b.n * a.d;
}

/** The digits, and whether they are all of it. */
export function written(amount: Amount): { text: string; isExact: boolean } {
  if (isFloat(amount)) return { text: String(Number(amount.toPrecision(15))), isExact: false };
  return decimals(amount.n, amount.d) ?? written(toNumber(amount));
}

/** A fraction that ends within 40 decimals. */
function decimals(n: bigint, d: bigint): { text: string; isExact: boolean } | undefined {
  let places = 0;
  let scale = 1n;
  while (scale % d !== 0n && places <= 40) {
    scale *= 10n;
    places += 1;
  }
  if (places > 40) return undefined;
  const digits = String((n < 0n ? -n : n) * (scale / d)).padStart(places + 1, '0');
  const at = digits.length - places;
  const text = places > 0 ? `${digits.slice(0, at)}.${digits.slice(at)}` : digits;
  return { text: n < 0n ? `-${text}` : text, isExact: true };
}

function isFloat(amount: Amount): amount is number {
  return typeof amount === 'number';
}

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

function bits(value: bigint): number {
  return value.toString(16).length * 4;
}
