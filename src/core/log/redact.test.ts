import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact, redactKnown } from './redact';

const spellings: Record<string, (secret: string) => string> = {
  'as it is': (secret) => secret,
  'percent-encoded': encodeURIComponent,
  'in lower-case percent-encoding': (secret) =>
    encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  'form-encoded': (secret) => new URLSearchParams({ key: secret }).toString().slice(4),
  'escaped in JSON': (secret) => inJson(secret),
  'escaped in JSON inside JSON': (secret) => inJson(inJson(secret)),
  'escaped in ASCII-only JSON': (secret) =>
    inJson(secret).replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  'escaped in HTML': (secret) =>
    secret.replace(/[&<>"']/g, (char) => `&#x${char.charCodeAt(0).toString(16)};`),
};

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

const anyText = fc.string({ unit: 'grapheme' });
const anyKey = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 6, maxLength: 40 }),
  fc.string({ unit: 'grapheme-ascii', minLength: 6, maxLength: 40 }),
  // Alphabets in which keys overlap themselves, escapes and the replacement.
  fc.string({
    unit: fc.constantFrom('\\', '"', '/', '%', '+', ' ', 'a'),
    minLength: 6,
    maxLength: 12,
  }),
  fc.string({ unit: fc.constantFrom(...Array.from('[redacted]')), minLength: 6, maxLength: 12 }),
);

describe('a known key is never left', () => {
  test.each(Object.entries(spellings))('%s', (_, spell) => {
    fc.assert(
      fc.property(
        anyKey,
        anyText,
        anyText,
        fc.array(anyKey, { maxLength: 2 }),
        (key, a, b, more) => {
          const output = redact(a + spell(key) + b, [...more, key]);
          expect(output).not.toContain(key);
          expect(output).not.toContain(spell(key));
        },
      ),
    );
  });

  test('also when the replacement itself would spell it', () => {
    expect(redact('the key is redact', ['redact'])).toBe('…');
    expect(redact('secretxyzw!', ['secret', 'd]xyzw'])).toBe('…');
  });
});

test('of several keys that begin alike the longest goes', () => {
  expect(redact('key-one-long', ['key-one', 'key-one-long'])).toBe('[redacted]');
});

test('no key, or one of two letters, changes nothing', () => {
  expect(redact('lm answered in time', ['', 'lm'])).toBe('lm answered in time');
});

describe('what looks like a credential goes, though unknown', () => {
  test.each([
    ['Authorization: Bearer abc123def456', 'Authorization: Bearer [redacted]'],
    ['Incorrect API key provided: sk-pr0j*********wxyz.', 'Incorrect API key provided: [redacted]'],
    ['api_key=hunter&x', 'api_key=[redacted]&x'],
    ['X-Api-Key: 0123456789', 'X-Api-Key: [redacted]'],
    ['{"api_key": "hunter two", "n": 1}', '{"api_key": "[redacted]", "n": 1}'],
    ['"{\\"token\\":\\"hunter\\"}"', '"{\\"token\\":\\"[redacted]\\"}"'],
    ['at http://me:pass@host:1/v1', 'at http://[redacted]@host:1/v1'],
    ['https://host/v1?a=one&b=two#c', 'https://host/v1?a=[redacted]&b=[redacted]#c'],
  ])('%s', (text, expected) => {
    expect(redact(text, [])).toBe(expected);
  });
});

test.each([
  'Bearer authentication is required',
  'Missing API key: please add one',
  'http://localhost:1234/v1/models',
  'unexpected token: <',
  'max_tokens=4096 is too large',
  'The model `qwen2.5-7b-instruct` does not exist.',
])('the words of a server stay: %s', (text) => {
  expect(redact(text, ['sk-test-key'])).toBe(text);
});

test('words that are shown to a person lose the known keys alone', () => {
  const words = 'See https://example.org/?id=7 about sk-mine-123456, not sk-other-123456.';
  expect(redactKnown(words, ['sk-mine-123456'])).toBe(
    'See https://example.org/?id=7 about [redacted], not sk-other-123456.',
  );
});

test('a key as long as a page is hidden as any other', () => {
  const long = Array.from({ length: 7_000 }, (_, at) => at.toString(36)).join('');
  expect(redact(`a ${long} b sk-short c`, ['sk-short', long])).toBe('a [redacted] b [redacted] c');
});
