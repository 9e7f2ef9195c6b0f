import { expect, test } from 'vitest';
import { fieldsOf } from './merge-provider';
import { newProvider } from './new-provider';

test('a field may have the name of what all objects have', () => {
  const before = newProvider({
    ...{ id: 'p', existing: [], now: 1, label: 'Work' },
    ...{ baseUrl: 'http://localhost:1234/v1', apiKey: '' },
  });
  const after = { ...before, extra: { toString: 0 }, headers: { constructor: 'x' } };
  expect(fieldsOf(before, after as never)).toEqual([
    { name: 'headers.constructor', from: 'not set', to: 'set' },
    { name: 'toString', from: '', to: '0' },
  ]);
});
