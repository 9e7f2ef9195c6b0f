import { expect, test } from 'vitest';
import { argumentParts } from './argument-parts';

test('a program is read line by line, beside the other arguments', () => {
  expect(argumentParts('{"code":"a;\\nb;","limits":{"ms":5}}')).toEqual([
    { name: 'code', text: 'a;\nb;' },
    { name: 'limits', text: '{\n  "ms": 5\n}' },
  ]);
});

test('no arguments are none, however they are written', () => {
  expect(argumentParts('')).toEqual([]);
  expect(argumentParts(' { } ')).toEqual([]);
});

test('anything else stays as it is', () => {
  expect(argumentParts('{"city":"Oslo"}')).toBeUndefined();
  expect(argumentParts('["a\\nb"]')).toBeUndefined();
  expect(argumentParts('{"code":"a;\\nb')).toBeUndefined();
  expect(argumentParts(`{"code":"${'a;\\n'.repeat(10_000)}"}`)).toBeUndefined();
});
