import { expect, test } from 'vitest';
import { otherAddress } from './other-address';

const here = 'http://localhost:7282';

test.each([
  ['https://chat.example.org', 'https://chat.example.org/#/storage'],
  ['  chat.example.org/  ', 'https://chat.example.org/#/storage'],
  ['localhost:8000', 'http://localhost:8000/#/storage'],
  ['http://127.0.0.1:7282/', 'http://127.0.0.1:7282/#/storage'],
  ['https://example.org/chat/index.html', 'https://example.org/chat/#/storage'],
  ['https://example.org/chat/#/chat/abc?find=x', 'https://example.org/chat/#/storage'],
])('%s leads to the storage there', (input, url) => {
  expect(otherAddress(input, here)).toMatchObject({ kind: 'ok', url });
});

test.each([
  'http://localhost:7282/some/path',
  'localhost:7282#/settings',
  'ftp://example.org',
  'javascript:alert(1)',
  'two words',
  'https://me:secret@example.org',
])('%s is refused with a reason', (input) => {
  expect(otherAddress(input, here)).toMatchObject({
    kind: 'invalid',
    message: expect.stringMatching(/./),
  });
});

test('an empty field is no mistake', () => {
  expect(otherAddress('  ', here)).toEqual({ kind: 'none' });
});
