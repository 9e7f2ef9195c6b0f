import { expect, it } from 'vitest';
import { restoreSealed } from './restore';

const whole = {
  kdf: 'PBKDF2-SHA-256',
  iterations: 600_000,
  salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
  iv: 'AAAAAAAAAAAAAAAA',
  data: 'AAAA',
};

it('reads what was stored, and nothing beside it', () => {
  expect(restoreSealed({ ...whole, more: 1 })).toEqual(whole);
});

it.each([
  ['no object', 'text'],
  ['null', null],
  ['another way to make the key', { ...whole, kdf: 'scrypt' }],
  ['iterations that would take hours', { ...whole, iterations: 1e12 }],
  ['no iterations', { ...whole, iterations: 0 }],
  ['a salt of another length', { ...whole, salt: 'AAAA' }],
  ['no iv', { ...whole, iv: undefined }],
  ['no Base64', { ...whole, data: '?' }],
])('refuses %s', (_, value) => {
  expect(restoreSealed(value)).toBeUndefined();
});
