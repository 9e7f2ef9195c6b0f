import { describe, expect, test } from 'vitest';
import { answersFor, mayBeOfOther, type WorkerRequest } from './answers-for';

const scope = 'https://chat.example.org/patchbay/';
const index = `${scope}index.html`;
const script = `${scope}assets/index-Ab12.js`;
const precached = new Set([index, script, `${scope}sandbox.html`]);

function answer(url: string, request: Partial<WorkerRequest> = {}): string | undefined {
  const whole = { url, method: 'GET', mode: 'cors', authorized: false, ...request };
  return answersFor(whole, scope, precached);
}

describe('answers', () => {
  test('each of our own files', () => {
    expect(answer(script)).toBe(script);
    expect(answer(`${scope}sandbox.html`, { mode: 'navigate' })).toBe(`${scope}sandbox.html`);
  });

  test.each([scope, index, `${scope}?utm_source=x`, `${scope}#/chat/1`, `${index}?x`])(
    'opening the page at %s with its index',
    (url) => {
      expect(answer(url, { mode: 'navigate' })).toBe(index);
    },
  );
});

describe('keeps out of', () => {
  test.each([
    ['another origin', 'http://localhost:1234/v1/models'],
    ['the same path on another origin', 'https://example.org/patchbay/index.html'],
    ['an API beside the page', 'https://chat.example.org/v1/models'],
    ['an API under the page', `${scope}v1/models`],
    ['a file that we did not build', `${scope}assets/other.js`],
    ['a file of ours with a query', `${script}?v=2`],
    ['a fetch of the page as if it were a server', scope],
  ])('%s', (_, url) => {
    expect(answer(url)).toBeUndefined();
  });

  test.each([
    ['another path', `${scope}v1/models`],
    ['another page of the origin', 'https://chat.example.org/'],
    ['a scope that only begins alike', 'https://chat.example.org/patchbay'],
  ])('opening %s', (_, url) => {
    expect(answer(url, { mode: 'navigate' })).toBeUndefined();
  });

  test('whatever is not a GET, or carries a key', () => {
    expect(answer(script, { method: 'POST' })).toBeUndefined();
    expect(answer(script, { method: 'HEAD' })).toBeUndefined();
    expect(answer(script, { authorized: true })).toBeUndefined();
  });

  test('the page itself when its index was not built', () => {
    const request = { url: scope, method: 'GET', mode: 'navigate', authorized: false };
    expect(answersFor(request, scope, new Set())).toBeUndefined();
  });
});

describe('a file of another version', () => {
  const request = { method: 'GET', mode: 'cors', authorized: false };
  test.each([
    ['one of our names with a checksum', `${scope}assets/chat-x_1Y-z9Q.js`, true],
    ['a name without one', `${scope}assets/other.js`, false],
    ['a deeper folder', `${scope}assets/cmaps/UniGB-UCS2-H.bcmap`, false],
    ['a query', `${scope}assets/chat-x_1Y-z9Q.js?v=2`, false],
    ['an API under the page', `${scope}v1/models-abcdefgh.js`, false],
    ['the same path elsewhere', 'https://example.org/patchbay/assets/chat-x_1Y-z9Q.js', false],
  ])('%s', (_, url, may) => {
    expect(mayBeOfOther({ ...request, url }, scope)).toBe(may);
  });

  test('not with a key, nor by another method', () => {
    const url = `${scope}assets/chat-x_1Y-z9Q.js`;
    expect(mayBeOfOther({ ...request, url, authorized: true }, scope)).toBe(false);
    expect(mayBeOfOther({ ...request, url, method: 'POST' }, scope)).toBe(false);
  });
});
