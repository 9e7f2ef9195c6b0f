import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChunk, type ContentPart } from './chunk';
import { isErrorBody } from './errors';
import { RepeatedChunk } from './repeated-chunk';
import { recordings } from './testing/recordings';
import { parseJson } from './wire';

/** Reads the chunks of a stream in order; answers what was told of each without parsing it. */
function told(stream: readonly string[]): (ContentPart | undefined)[] {
  const repeated = new RepeatedChunk();
  return stream.map((data) => {
    const part = repeated.read(data);
    if (!part) repeated.learn(data, parseChunk(parseJson(data)));
    return part;
  });
}

/** What a chunk must say for that to be right. */
function expectSaysOnly(data: string, part: ContentPart): void {
  const value = parseJson(data);
  expect(parseChunk(value)).toEqual({ hasChoices: true, parts: [part], toolCalls: [] });
  expect(isErrorBody(value)).toBe(false);
}

test('what is told of recorded chunks is what they say', () => {
  let count = 0;
  for (const { body } of recordings()) {
    const lines = Buffer.from(body).toString('utf8').split('\n');
    const stream = lines.flatMap((line) => /^data: ?(\{.*)/.exec(line)?.[1] ?? []);
    told(stream).forEach((part, at) => {
      if (!part) return;
      count += 1;
      expectSaysOnly(stream[at] ?? '', part);
    });
  }
  expect(count).toBeGreaterThan(1_000);
});

const text = fc.oneof(
  fc.constantFrom('stop', 'content', 'assistant', '', '"', '\\', '"},"x":{"content":"', '\u2028'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const chunk = fc
  .record({
    content: text,
    key: fc.constantFrom('content', 'content', 'content', 'reasoning_content', 'refusal', 'role'),
    created: fc.constantFrom(1, 1, 1, 2),
    reason: fc.constantFrom(null, null, null, 'stop'),
    other: fc.constantFrom({}, {}, {}, { usage: { prompt_tokens: 1 } }, { error: 'x' }),
    index: fc.constantFrom(0, 0, 0, 1),
    isAscii: fc.boolean(),
  })
  .map(({ content, key, created, reason, other, index, isAscii }) => {
    const delta = { role: 'assistant', [key]: content };
    const choices = [{ index, delta, finish_reason: reason }];
    const data = JSON.stringify({ id: 'a', created, choices, ...other });
    if (!isAscii) return data;
    return data.replaceAll(/[^ -~]/g, (sign) => {
      return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  });

test('whatever a server mixes, nothing is told that a chunk does not say', () => {
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 40 }), (stream) => {
      told(stream).forEach((part, at) => part && expectSaysOnly(stream[at] ?? '', part));
    }),
    { numRuns: 500 },
  );
});

const plain = (content: string, created = 1) =>
  JSON.stringify({ created, choices: [{ index: 0, delta: { content }, finish_reason: null }] });

test('all but the first of chunks that are alike are told, quotes and signs included', () => {
  expect(told(['Hi', ' "you"\n', ' 😀', '\\'].map((content) => plain(content)))).toEqual([
    undefined,
    { kind: 'text', text: ' "you"\n' },
    { kind: 'text', text: ' 😀' },
    { kind: 'text', text: '\\' },
  ]);
});

test('what changes now and then is learned again', () => {
  const stream = [1, 1, 2, 2, 3, 3].map((created) => plain('Hi', created));
  expect(told(stream).map((part) => part !== undefined)).toEqual([
    false,
    true,
    false,
    true,
    false,
    true,
  ]);
});

test('broken JSON, and what ends otherwise, is left to the parser', () => {
  const [first, next] = [plain('Hi'), plain('you')];
  for (const data of [
    next.slice(0, -1),
    next.replace('you', 'y\nu'),
    next.replace('you', 'y"u'),
    '',
  ])
    expect(told([first, data])[1]).toBeUndefined();
});
