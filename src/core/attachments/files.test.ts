import { expect, test } from 'vitest';
import { decodeText } from './decode-text';
import { fileKind, isVector } from './file-kind';
import { formatsToSend, isTransparent, sizeToSend } from './image-plan';
import { isForgottenDraft, draftOwner } from './owner';
import { attachmentFacts, blindWords, problemWords } from './words';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'jpeg'],
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'drawing'],
  ['GIF89a\x01\0', 'drawing'],
  ['RIFF\x24\0\0\0WEBPVP8 ', 'picture'],
  ['RIFF\x24\0\0\0WAVEfmt ', 'other'],
  ['\0\0\0\x1cftypavif', 'picture'],
  ['\0\0\0\x18ftypheic', 'picture'],
  ['\0\0\0\x20ftypisom', 'other'],
  ['<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="x">', 'drawing'],
  ['<p>An <svg> in a page</p>', 'other'],
  ['%PDF-1.7\n', 'pdf'],
  ['#!/bin/sh\n%PDF', 'other'],
  ['BMW is a car', 'other'],
  ['', 'other'],
])('the first bytes %j tell: %s', (start, kind) => {
  expect(fileKind(bytes(start))).toBe(kind);
});

test('a drawing of lines is told apart', () => {
  expect(isVector(bytes('<svg>'))).toBe(true);
  expect(isVector(bytes('\x89PNG\r\n\x1a\n'))).toBe(false);
});

test.each([
  [new TextEncoder().encode('naïve 日本'), 'naïve 日本'],
  [new TextEncoder().encode('\ufeffmarked'), 'marked'],
  [bytes('\xff\xfeh\0i\0'), 'hi'],
  [bytes('\xfe\xff\0h\0i'), 'hi'],
  [bytes('na\xefve'), 'naïve'],
  [bytes('\x1b[31mred\x1b[0m\t\r\n'), '\x1b[31mred\x1b[0m\t\r\n'],
  [bytes(`PK\x03\x04\x14\0\x06\0`), undefined],
  [bytes('\x01\x02\x03\x04'), undefined],
  [new Uint8Array(), ''],
])('the text in %j', (file, text) => {
  expect(decodeText(file)).toBe(text);
});

test('an image keeps its shape, and is never made larger', () => {
  expect(sizeToSend({ width: 4000, height: 3000 })).toEqual({ width: 2048, height: 1536 });
  expect(sizeToSend({ width: 640, height: 480 })).toEqual({ width: 640, height: 480 });
  expect(sizeToSend({ width: 9000, height: 2 })).toEqual({ width: 2048, height: 1 });
});

test('photos become JPEG, drawings stay without loss while they are small, and transparency stays', () => {
  const types = (...given: Parameters<typeof formatsToSend>) =>
    formatsToSend(...given).map(({ type }) => type.slice(6));
  expect(types('jpeg', false)).toEqual(['jpeg']);
  expect(types('picture', false)).toEqual(['jpeg']);
  expect(types('drawing', false)).toEqual(['png', 'jpeg']);
  expect(types('picture', true)).toEqual(['png']);
  expect(isTransparent(Uint8ClampedArray.of(1, 2, 3, 255, 0, 0, 0, 255))).toBe(false);
  expect(isTransparent(Uint8ClampedArray.of(1, 2, 3, 255, 0, 0, 0, 254))).toBe(true);
});

test('a draft is forgotten a month after it was last wanted, a chat never', () => {
  const day = 24 * 60 * 60 * 1000;
  expect(isForgottenDraft(draftOwner(5 * day), 35 * day)).toBe(false);
  expect(isForgottenDraft(draftOwner(5 * day), 36 * day)).toBe(true);
  expect(isForgottenDraft('abc', 36 * day)).toBe(false);
});

test('a problem names the file, and what to do', () => {
  expect(problemWords({ kind: 'binary', name: 'a.docx' })).toMatch(/^a\.docx .* Save it as PDF/);
  expect(problemWords({ kind: 'binary', name: 'a.zip' })).toMatch(/^a\.zip is neither text/);
  expect(problemWords({ kind: 'too-large', name: 'a', bytes: 9e6, limit: 4e6 })).toBe(
    'a is too large: 9.0\u202fMB of at most 4.0\u202fMB.',
  );
});

test('a chip tells what counts of its kind', () => {
  const facts = { id: 'a', name: 'a', type: '', bytes: 4_000, kind: 'text' } as const;
  expect(attachmentFacts(facts)).toBe('4\u202fkB');
  expect(attachmentFacts({ ...facts, pages: 1, characters: 2_500 })).toBe(
    '1 page · 2\u202f500 characters',
  );
  expect(attachmentFacts({ ...facts, kind: 'image', width: 40, height: 30 })).toBe(
    '40 × 30 · 4\u202fkB',
  );
});

test('who says that a model reads no images is told', () => {
  const said = (source?: 'user' | 'checked' | 'server' | 'name' | 'default') =>
    blindWords('phi', 'Ollama', source && { value: false, source });
  expect(new Set([said('user'), said('checked'), said('server'), said('name'), said()]).size).toBe(
    5,
  );
  expect(said('server')).toBe('Ollama says that phi reads text only.');
  expect(said('default')).toBe(said());
});
