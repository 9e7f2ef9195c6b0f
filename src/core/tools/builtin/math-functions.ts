import { add, exact, floor, isLess, multiply, negate, readAmount, toNumber } from './exact-number';
import type { Amount } from './exact-number';

/** By name; π and τ stand for themselves. */
export const constants: Readonly<Record<string, Amount>> = {
  pi: Math.PI,
  π: Math.PI,
  tau: 2 * Math.PI,
  τ: 2 * Math.PI,
  e: Math.E,
};

/** The value, or what is wrong with the arguments. */
type Call = (first: Amount, ...others: Amount[]) => Amount | string;

const HALF = readAmount('0.5');
const LARGEST_FACTORIAL = 170;

const functions: Readonly<Record<string, { values: 1 | 2 | 'any'; call: Call }>> = {
  ...Object.fromEntries(
    (
      [
        'sin',
        'cos',
        'tan',
        'asin',
        'acos',
        'atan',
        'sinh',
        'cosh',
        'tanh',
        'exp',
        'cbrt',
        'log2',
      ] as const
    ).map((name) => [
      name,
      { values: 1 as const, call: (value: Amount) => Math[name](toNumber(value)) },
    ]),
  ),
  ln: { values: 1, call: (value) => Math.log(toNumber(value)) },
  log: { values: 1, call: (value) => Math.log10(toNumber(value)) },
  log10: { values: 1, call: (value) => Math.log10(toNumber(value)) },
  sqrt: { values: 1, call: squareRoot },
  abs: { values: 1, call: (value) => (isLess(value, 0) ? negate(value) : value) },
  floor: { values: 1, call: floor },
  ceil: { values: 1, call: (value) => negate(floor(negate(value))) },
  round: { values: 'any', call: round },
  factorial: { values: 1, call: factorial },
  min: { values: 'any', call: (...all) => all.reduce((a, b) => (isLess(b, a) ? b : a)) },
  max: { values: 'any', call: (...all) => all.reduce((a, b) => (isLess(a, b) ? b : a)) },
  atan2: { values: 2, call: (y, x = 0) => Math.atan2(toNumber(y), toNumber(x)) },
  hypot: { values: 'any', call: (...all) => Math.hypot(...all.map(toNumber)) },
};

export function isFunction(name: string): boolean {
  return Object.hasOwn(functions, name);
}

/** The value of a known function, or what is wrong in words. */
export function callFunction(name: string, values: readonly Amount[]): Amount | string {
  const found = functions[name];
  const [first, ...others] = values;
  if (!found || first === undefined) return `${name} is not known`;
  if (found.values !== 'any' && found.values !== values.length) {
    return `${name} takes ${found.values === 1 ? 'one value' : 'two values'}, not ${values.length}`;
  }
  return found.call(first, ...others);
}

/** Halves go away from zero; a second value says to how many decimals. */
function round(value: Amount, places: Amount = 0): Amount | string {
  const count = toNumber(places);
  if (!Number.isInteger(count) || Math.abs(count) > 100)
    return 'round takes a whole number of decimals';
  const scale = readAmount(`1e${count}`);
  const back = readAmount(`1e${-count}`);
  const isNegative = isLess(value, 0);
  const size = multiply(isNegative ? negate(value) : value, scale);
  const rounded = multiply(floor(add(size, HALF)), back);
  return isNegative ? negate(rounded) : rounded;
}

function factorial(value: Amount): Amount | string {
  const count = toNumber(value);
  if (!Number.isInteger(count) || count < 0) return 'a factorial takes a whole number from 0 on';
  if (count > LARGEST_FACTORIAL) return `a factorial goes up to ${LARGEST_FACTORIAL}`;
  let product = 1n;
  for (let factor = 2n; factor <= BigInt(count); factor += 1n) product *= factor;
  return exact(product);
}

/** Exact where the root is a fraction of whole numbers that are not too long. */
function squareRoot(value: Amount): Amount {
  const near = Math.sqrt(toNumber(value));
  if (typeof value === 'number' || Number.isNaN(near)) return near;
  const [n, d] = [wholeRoot(value.n), wholeRoot(value.d)];
  return n !== undefined && d !== undefined ? exact(n, d) : near;
}

function wholeRoot(value: bigint): bigint | undefined {
  const near = Math.sqrt(Number(value));
  if (!Number.isFinite(near)) return undefined;
  const root = BigInt(Math.round(near));
  return root * root === value ? root : undefined;
}
