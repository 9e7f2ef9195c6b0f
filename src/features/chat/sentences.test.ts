import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { SentenceReader } from './sentences';

afterEach(() => vi.restoreAllMocks());

/** Reads all that can be read of a text, or of one that grows to these lengths before. */
function all(text: string, isFinal = true, lengths: readonly number[] = []): string[] {
  const reader = new SentenceReader();
  const steps = [...lengths.map((length) => [text.slice(0, length), false] as const)];
  return [...steps, [text, isFinal] as const].flatMap(([part, isWhole]) => {
    const found: string[] = [];
    for (let next = reader.next(part, isWhole); next; next = reader.next(part, isWhole))
      found.push(next);
    return found;
  });
}

test('a sentence is heard only when it is whole', () => {
  expect(all('Half of a sen', false)).toEqual([]);
  expect(all('Whole.', false)).toEqual([]);
  expect(all('Whole. Next', false)).toEqual(['Whole.']);
});

test('what is left is heard at the end', () => {
  expect(all('First. And the rest')).toEqual(['First.', 'And the rest']);
  expect(all('First. And the rest', false)).toEqual(['First.']);
});

test('a decimal point and an abbreviated unit do not end a sentence', () => {
  expect(all('It takes 3.5 s. Good!')).toEqual(['It takes 3.5 s.', 'Good!']);
});

test('the marks of Markdown are not read out', () => {
  const text = '# Title\n\n- **bold** and [a link](https://example.org)\n> `code` here.\n';
  expect(all(text)).toEqual(['Title', 'bold and a link', 'code here.']);
});

test('a block of code is announced, not spelled', () => {
  const text = 'Look:\n```js\nlet a = 1;\nlet b = 2.\n```\nDone.';
  expect(all(text)).toEqual(['Look:', 'A block of code.', 'Done.']);
});

test('a block of code behind a blank line is announced, not spelled', () => {
  const text = 'Look.\n\n```js\nlet a = 1;\n```\n\n  ~~~\nb.\n~~~\nDone.';
  const block = 'A block of code.';
  expect(all(text)).toEqual(['Look.', block, block, 'Done.']);
});

test('a block of code that is still written is waited for', () => {
  expect(all('Look:\n```js\nlet a = 1. \n', false)).toEqual(['Look:']);
});

test('Chinese and Japanese sentences end without a space', () => {
  expect(all('你好。再见！')).toEqual(['你好。', '再见！']);
});

test('a text that grows is read as the whole text is', () => {
  const piece = fc.constantFrom(
    'A',
    ' b',
    '.',
    '!',
    '…',
    '”',
    ')',
    '**',
    '\n',
    '```',
    '~~~',
    '`',
    '。',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(60)), (pieces, lengths) => {
      const text = pieces.join('');
      // A fence whose marks come one by one is not yet one.
      const cuts = lengths.sort((a, b) => a - b).map((n) => pieces.slice(0, n).join('').length);
      expect(all(text, true, cuts)).toEqual(all(text));
    }),
    { numRuns: 1_000 },
  );
});

test('an answer that turns out to be reasoning is begun anew', () => {
  const reader = new SentenceReader();
  expect(reader.next('Let me think. Yes', false)).toBe('Let me think.');
  expect(reader.next('', false)).toBeUndefined();
  expect(reader.next('Hi. So', false)).toBe('Hi.');
});

test('a sentence without end is not spoken for hours', () => {
  expect(all('[x '.repeat(100_000))[0]?.length).toBeLessThanOrEqual(2_000);
});

test.each([
  ['a sentence', 'and so on '],
  ['a sentence of many abbreviations', 'e.g.this '],
  ['a block of code', '```\nlet a = 1;\nlet b = 2.\n'],
])('%s that never ends is searched once, not anew for each piece', (_, unit) => {
  let searched = 0;
  const note = (from: number, found: number, text: string) => {
    searched += (found === -1 ? text.length : found) - from;
  };
  const exec = RegExp.prototype.exec;
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text) {
    const from = this.lastIndex;
    const match = exec.call(this, text);
    note(from, match ? match.index : -1, text);
    return match;
  });
  const indexOf = String.prototype.indexOf;
  vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, word, from = 0) {
    const found = indexOf.call(this, word, from);
    note(from, found, this);
    return found;
  });
  const perCharacter = [2_000, 20_000].map((size) => {
    const reader = new SentenceReader();
    let text = unit;
    searched = 0;
    for (; text.length < size; text += 'let it be, e.g.this;') {
      expect(reader.next(text, false)).toBeUndefined();
    }
    return searched / text.length;
  });
  const [small = 0, large = 0] = perCharacter;
  expect(large).toBeGreaterThan(0);
  expect(large / small).toBeLessThanOrEqual(1.1);
});
