import fc from 'fast-check';
import type { Contents } from './memory-stores';
import { someContents, someMessage, someProvider } from './some-records';

const id = fc.constantFrom('a', 'b', 'c', 'c1', 'm1', 'p1', '__proto__', 'ключ');
const someText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constant('a\n"b"\\'));
const time = fc.integer({ min: 0, max: 9 });

const message = fc
  .record({
    id,
    chat: id,
    text: someText,
    at: time,
    status: fc.constantFrom('done', 'failed', 'streaming'),
  })
  .map(({ id: own, chat, text, at, status }) =>
    someMessage(own, chat, text, { status, timing: { startedAt: 0, finishedAt: at } }),
  );
const head = fc.record({
  id,
  v: fc.constant(1),
  title: someText,
  createdAt: time,
  updatedAt: time,
});
const provider = fc
  .record({ id, key: someText, origin: fc.constantFrom('http://a.example', 'http://b.example') })
  .map(({ id: own, key, origin }) =>
    someProvider(own, { apiKey: key, baseUrl: `${origin}/v1`, headers: { 'X-Team': key } }),
  );
/** What nobody can read, but JSON can hold. */
const odd = fc.record({ id, v: fc.constantFrom(1, 99, 'x'), more: fc.jsonValue({ maxDepth: 3 }) });

const byId = (arbitrary: fc.Arbitrary<object>) =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: odd }), { maxLength: 4 })
    .map((list) =>
      Object.fromEntries(list.map((record) => [(record as { id: string }).id, record])),
    );

/** Stores with a few records each, some of which share their keys with those of another. */
export const contents: fc.Arbitrary<Contents> = fc.oneof(
  fc.constant(someContents()),
  fc.record({
    providers: byId(provider),
    library: byId(
      fc.record({
        id,
        kind: fc.constant('prompt'),
        title: someText,
        text: someText,
        createdAt: time,
      }),
    ),
    conversations: byId(head),
    messages: byId(message),
  }),
);

// Made once: building the alphabet of all characters takes longer than breaking a file.
const junk = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    '\n',
    '"',
    '{',
    '}',
    ',',
    '[',
    ']',
    '\\',
    '\u0000',
    '[['.repeat(400),
    'null',
    '1e999',
  ),
  fc.constantFrom(
    '\n{"part":0,"of":"a1","data":"AAAA"},\n',
    '\n{"store":"attachments","key":"a","record":{"id":"a"},"bytes":3,"type":"x"},\n',
    '\n{"store":"messages","key":"a","record":{"id":{}}},\n',
    '\n{"store":"settings","key":"settings","record":{"toolsAlways":["x"]}},\n',
    '\n],"end":{}}\n',
  ),
);
const value = fc.jsonValue({ maxDepth: 2 }).map((json) => JSON.stringify(json));

/** A file as damage, another program or somebody with bad intent leaves it. */
export function mutated(file: string): fc.Arbitrary<string> {
  const lines = file.split('\n');
  const at = fc.nat({ max: Math.max(0, file.length - 1) });
  const line = fc.nat({ max: lines.length - 1 });
  const cut = at.map((end) => file.slice(0, end));
  const put = fc
    .tuple(at, fc.nat({ max: 4 }), junk)
    .map(([start, gone, words]) => file.slice(0, start) + words + file.slice(start + gone));
  const swap = fc.tuple(line, line).map(([a, b]) =>
    lines
      .with(a, lines[b] ?? '')
      .with(b, lines[a] ?? '')
      .join('\n'),
  );
  const drop = line.map((gone) => lines.toSpliced(gone, 1).join('\n'));
  const twice = line.map((from) => lines.toSpliced(from, 0, lines[from] ?? '').join('\n'));
  const member = fc
    .tuple(value, fc.nat({ max: 60 }))
    .map(([json, nth]) => replaceNth(file, /:("[^"]*"|\d+|\[[^\]]*\]|\{\})/g, nth, `:${json}`));
  const anew = fc.constantFrom(0, 2).map((indent) => rewritten(file, indent));
  return fc.oneof(cut, put, put, swap, drop, twice, member, member, anew);
}

function replaceNth(text: string, pattern: RegExp, nth: number, by: string): string {
  let seen = 0;
  return text.replace(pattern, (found) => (seen++ === nth ? by : found));
}

function rewritten(text: string, indent: number): string {
  try {
    return JSON.stringify(JSON.parse(text), null, indent);
  } catch {
    return text;
  }
}
