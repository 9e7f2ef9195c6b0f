import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SseReader } from './sse-reader';

type Heard = [kind: 'event' | 'comment' | 'stray', text: string, name?: string | undefined];

function read(pieces: Iterable<string>): Heard[] {
  const heard: Heard[] = [];
  const reader = new SseReader({
    onEvent: (data, name) => heard.push(['event', data, name]),
    onComment: (text) => heard.push(['comment', text]),
    onStray: (line) => heard.push(['stray', line]),
  });
  for (const piece of pieces) reader.feed(piece);
  reader.end();
  return heard;
}

/** The library that is known to be right; its lines must end with LF, or it waits for what follows a CR. */
function readByLibrary(text: string): Heard[] {
  const heard: Heard[] = [];
  const parser = createParser({
    onEvent: ({ data, event }) => heard.push(['event', data, event]),
    onComment: (comment) => heard.push(['comment', comment]),
    onError: ({ line }) => heard.push(['stray', line ?? '']),
  });
  parser.feed(`${text.replace(/\r\n?/g, '\n')}\n\n`);
  return heard;
}

function cutInto(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return pieces;
}

afterEach(() => vi.restoreAllMocks());

test('hears what the library hears, however the text is cut', () => {
  const field = fc.constantFrom(
    'data',
    'event',
    'id',
    'retry',
    'dat',
    'database',
    'foo',
    '',
    ' data',
  );
  const line = fc
    .tuple(field, fc.constantFrom('', ':', ': ', ':  '), fc.constantFrom('', '1', '23', ' 4'))
    .map((parts) => parts.join(''))
    // The library calls a retry without digits an error; to an answer it is nothing.
    .filter((text) => !text.startsWith('retry') || /^retry: ?\d+$/.test(text));
  const end = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\r\r');
  const text = fc
    .tuple(
      fc.array(
        fc.tuple(line, end).map((pair) => pair.join('')),
        { maxLength: 20 },
      ),
      line,
    )
    .map(([lines, last]) => lines.join('') + last);
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 });
  fc.assert(
    fc.property(text, sizes, (whole, cuts) => {
      const expected = readByLibrary(whole);
      expect(read([whole])).toEqual(expected);
      expect(read(cutInto(whole, cuts))).toEqual(expected);
      expect(read(cutInto(whole, [1]))).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

test('an event is told with its last line end, also where that is a CR', () => {
  const heard: string[] = [];
  const nothing = () => undefined;
  const reader = new SseReader({
    onEvent: (data) => heard.push(data),
    onComment: nothing,
    onStray: nothing,
  });
  reader.feed('data: a\r\r');
  expect(heard).toEqual(['a']);
  reader.feed('\ndata: b\r\n\r');
  expect(heard).toEqual(['a', 'b']);
});

describe('what is only quoted', () => {
  const long = 'x'.repeat(10_000);

  test('is cut in the same way however it comes', () => {
    const text = `${long}\n: ${long}\ndata: ${long}\nretry: ${long}\ndatabase: ${long}\n`;
    const whole = read([text]);
    expect(whole.map(([kind, words]) => [kind, words.length])).toEqual([
      ['stray', 4096],
      ['comment', 4094],
      ['stray', 4096],
      ['event', 10_000],
    ]);
    expect(read(cutInto(text, [1]))).toEqual(whole);
    expect(read(cutInto(text, [1_000]))).toEqual(whole);
  });

  test('is not put together in memory first', () => {
    const { joined } = countWork();
    read(Array<string>(1_000).fill(long));
    expect(joined()).toBeLessThan(3 * long.length);
  });
});

/** Counts the characters that searches pass over, and those that are copied by putting pieces together. */
function countWork() {
  let searched = 0;
  let copied = 0;
  const indexOf = String.prototype.indexOf;
  const join = Array.prototype.join;
  vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, word, from = 0) {
    const found = indexOf.call(this, word, from);
    searched += (found === -1 ? this.length : found + 1) - from;
    return found;
  });
  vi.spyOn(Array.prototype, 'join').mockImplementation(function (this: unknown[], between) {
    const text = join.call(this, between);
    copied += text.length;
    return text;
  });
  return { searched: () => searched, joined: () => copied };
}

describe('work per character', () => {
  const event = (end: string) => `data: {"choices":[{"delta":{"content":" token"}}]}${end}${end}`;
  const streams: [string, (size: number) => string[]][] = [
    ['one line in 4 kB', (size) => cutInto(`data: ${'x'.repeat(size)}\n\n`, [4_096])],
    ['one line in single characters', (size) => cutInto(`data: ${'x'.repeat(size)}\n\n`, [1])],
    ['many events with LF in 4 kB', (size) => cutInto(event('\n').repeat(size / 50), [4_096])],
    ['many events with CRLF in 4 kB', (size) => cutInto(event('\r\n').repeat(size / 50), [4_096])],
    ['many events with CR in 4 kB', (size) => cutInto(event('\r').repeat(size / 50), [4_096])],
    ['many events in 7 characters', (size) => cutInto(event('\n').repeat(size / 50), [7])],
    ['one event a piece', (size) => Array<string>(size / 50).fill(event('\n'))],
    ['many lines of one event', (size) => cutInto('data: x\n'.repeat(size / 8), [4_096])],
    ['blank lines', (size) => cutInto('\n'.repeat(size), [4_096])],
    ['blank lines with CR and few LF', (size) => cutInto('\r'.repeat(size), [4_096])],
  ];

  test.each(streams)('%s: each is searched twice and copied once at most', (_, make) => {
    const perCharacter = [20_000, 200_000].map((size) => {
      const pieces = make(size);
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      const work = countWork();
      read(pieces);
      vi.restoreAllMocks();
      // Beside the line itself, only a look at how a long one begins.
      expect(work.joined()).toBeLessThanOrEqual(length + 25);
      return (work.searched() + work.joined()) / length;
    });
    const [small = 0, large = 0] = perCharacter;
    expect(large).toBeLessThanOrEqual(3.01);
    expect(large / small).toBeLessThanOrEqual(1.1);
  });
});
