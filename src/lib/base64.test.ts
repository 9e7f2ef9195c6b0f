import { expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64';

it('keeps every byte, however many', () => {
  const bytes = Uint8Array.from({ length: 100_003 }, (_, index) => index % 256);
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  expect(toBase64(new Uint8Array([255, 0, 1]))).toBe('/wAB');
});

it('tells what is no Base64', () => {
  expect(fromBase64('a')).toBeUndefined();
  expect(fromBase64('ä')).toBeUndefined();
});
