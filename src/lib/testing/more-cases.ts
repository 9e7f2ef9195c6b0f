import { vi } from 'vitest';

/** `npm run fuzz -- 20` sets it: so many times as many cases as each property test asks for. */
const times = Number(process.env['PROPERTY_TIMES'] ?? 1);
/** What a property gets that asks for no number. */
const CASES = 100;

vi.mock('fast-check', async (importOriginal) => {
  const original = await importOriginal<typeof import('fast-check')>();
  const assert = ((property, parameters = {}) =>
    original.assert(property, {
      ...parameters,
      numRuns: (parameters.numRuns ?? CASES) * times,
    })) as typeof original.assert;
  return { ...original, assert, default: { ...original.default, assert } };
});
