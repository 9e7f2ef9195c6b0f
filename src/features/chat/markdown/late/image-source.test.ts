import { expect, test } from 'vitest';
import { imageSource, imageType } from './image-source';

test.each(['png', 'jpeg', 'gif', 'webp', 'avif'])('a %s in the text is shown', (type) => {
  const address = `data:image/${type};base64,AAAA`;
  expect(imageSource(address)).toEqual({ kind: 'data', address });
});

test.each([
  'data:image/svg+xml;base64,AAAA',
  'data:image/svg+xml,<svg/>',
  'data:text/html;base64,AAAA',
  'data:image/png,AAAA',
  'blob:https://example.org/1',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'cat.png',
  '',
])('%s is not shown', (address) => {
  expect(imageSource(address)).toBeUndefined();
});

test('an address elsewhere tells whom it would ask', () => {
  expect(imageSource('http://pics.example:8080/a.png?x=1')).toMatchObject({
    kind: 'remote',
    origin: 'http://pics.example:8080',
    host: 'pics.example:8080',
  });
});

test.each([
  ['image/png', 'image/png'],
  ['IMAGE/JPEG; charset=binary', 'image/jpeg'],
  ['image/svg+xml', undefined],
  ['text/html', undefined],
  ['application/octet-stream', undefined],
  [null, undefined],
])('an answer of type %s is taken as %s', (header, type) => {
  expect(imageType(header)).toBe(type);
});
