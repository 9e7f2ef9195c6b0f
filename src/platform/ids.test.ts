import { expect, test } from 'vitest';
import { createNewId } from './ids';

test('ids are URL-safe, all different, and sort in order of creation, also within one millisecond', () => {
  const times = [1_700_000_000_000, 1_700_000_000_000, 1_699_999_999_000, 1_700_000_000_005];
  let turn = 0;
  const newId = createNewId({ now: () => times[turn++ % times.length] ?? 0 }, crypto);
  const ids = Array.from({ length: 200 }, newId);
  expect(new Set(ids).size).toBe(200);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-v]{25}$/);
});

test('two tabs in the same millisecond make different ids', () => {
  const make = () => createNewId({ now: () => 1_700_000_000_000 }, crypto)();
  expect(make()).not.toBe(make());
});
