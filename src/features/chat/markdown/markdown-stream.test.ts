import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MarkdownStream } from './markdown-stream';
import { render, renderOpen, TreeSink } from './testing/tree-sink';

// What models write, and what went wrong elsewhere.
const cases: [string, string, string][] = [
  ['words with underscores', 'use snake_case_names here', 'paragraph(use snake_case_names here)'],
  [
    'stars that are no emphasis',
    'f(*args, **kwargs) is 5 * 3',
    'paragraph(f(*args, **kwargs) is 5 * 3)',
  ],
  [
    'emphasis in emphasis',
    '***a** b* and **a *b* c**',
    'paragraph(emphasis(strong(a) b) and strong(a emphasis(b) c))',
  ],
  ['bold beside East Asian marks', '**注意：**请', 'paragraph(strong(注意：)请)'],
  ['a single tilde', '~5 and ~~six~~', 'paragraph(~5 and strike(six))'],
  ['an index in brackets', 'the value a[0] of [x]', 'paragraph(the value a[0] of [x])'],
  ['a variable, then a heading', 'set $HOME and\n\n## Next', 'paragraph(set $HOME and)h2(Next)'],
  ['money', '$5 and $10, or US$3 and A$4', 'paragraph($5 and $10, or US$3 and A$4)'],
  [
    'math, its marks no emphasis',
    '$a_1 * b_2$, \\(z\\) and \\[*x*\\]',
    'paragraph(math($a_1 * b_2$), math(\\(z\\)) and math(\\[*x*\\]))',
  ],
  ['a block of math', '$$\nx_1\n$$\nend', 'math($$\nx_1\n$$)paragraph(end)'],
  [
    'a bare address in a sentence',
    '(https://a.example/x). **https://b.example** ok',
    'paragraph((link(https://a.example/x→https://a.example/x)). strong(link(https://b.example→https://b.example)) ok)',
  ],
  [
    'an address in East Asian text',
    '见https://a.example/x。好',
    'paragraph(见https://a.example/x。好)',
  ],
  [
    'a link with brackets and title',
    '[t](https://a.example/x_(y) "title") z',
    'paragraph(link(t→https://a.example/x_(y)) z)',
  ],
  ['code binds closer than a link', '[a`b](u) c`d', 'paragraph([a`b](u) c`d)'],
  [
    'an angled address',
    '<https://a.example/?a=1&b=2>',
    'paragraph(link(https://a.example/?a=1&b=2→https://a.example/?a=1&b=2))',
  ],
  ['a picture in a link', '[![b](i)](http://l)', 'paragraph(link(image(b→i)→http://l))'],
  [
    'escapes and entities',
    '\\*a\\* &lt;b&gt; &#42; &bogus; \\q',
    'paragraph(*a* <b> * &bogus; \\q)',
  ],
  ['line breaks of every kind', 'a\nb  \nc\\\nd<br>e', 'paragraph(a↵b  ↵c↵d↵e)'],
  ['HTML is text', '<div>x</div> <!-- y -->', 'paragraph(<div>x</div> <!-- y -->)'],
  ['headings', '# A ##\n## C#\n#tag\n#', 'h1(A)h2(C#)paragraph(#tag)h1()'],
  [
    'a rule under a line of text',
    'text\n---\nmore\n* * *',
    'paragraph(text)rule()paragraph(more)rule()',
  ],
  [
    'lists of each mark',
    '* a\n* b\n\n- c\n\n1) d\n2) e',
    'ul(item(paragraph(a))item(paragraph(b)))ul(item(paragraph(c)))ol 1(item(paragraph(d))item(paragraph(e)))',
  ],
  [
    'a list indented by four',
    '- a\n    - b\n        - c\n- d',
    'ul(item(paragraph(a)ul(item(paragraph(b)ul(item(paragraph(c))))))item(paragraph(d)))',
  ],
  [
    'two columns below a number',
    '1. a\n  - b\n2. c',
    'ol 1(item(paragraph(a)ul(item(paragraph(b))))item(paragraph(c)))',
  ],
  [
    'paragraphs in an item',
    '- a\n\n  b\n- c\n\nd',
    'ul(item(paragraph(a)paragraph(b))item(paragraph(c)))paragraph(d)',
  ],
  [
    'tasks',
    '- [x] done\n- [ ] todo\n- [y] no',
    'ul(item done(paragraph(done))item to do(paragraph(todo))item(paragraph([y] no)))',
  ],
  [
    'a year is no list',
    'in\n2024. Then\n- yes',
    'paragraph(in↵2024. Then)ul(item(paragraph(yes)))',
  ],
  [
    'a fence in a list',
    '1. a\n   ```sh\n   ls\n     -l\n   ```\n2. b',
    'ol 1(item(paragraph(a)code sh(ls\n  -l))item(paragraph(b)))',
  ],
  [
    'a fence in a list without indentation',
    '- a\n  ```\nls\n  ```\n- b',
    'ul(item(paragraph(a)code(ls))item(paragraph(b)))',
  ],
  [
    'a fence in a quote',
    '> q\n> ```js\n> x\n> ```\nend',
    'quote(paragraph(q)code js(x))paragraph(end)',
  ],
  ['a fence in a longer fence', '````md\n```\na\n```\n````\nb', 'code md(```\na\n```)paragraph(b)'],
  ['backticks at the end of a line of code', '```md\nrun ```\nmore\n```', 'code md(run ```\nmore)'],
  ['a fence of tildes', '~~~js\nx\n~~~', 'code js(x)'],
  ['an unclosed fence', '```\na\n\n  b', 'code(a\n\n  b)'],
  ['indented code', '    a\n\n    b\ntext\n    on', 'code(a\n\nb)paragraph(text↵on)'],
  [
    'a table',
    '| a | b |\n|:-|-:|\n| `x` | c \\| d |\n| e\nend',
    'table(head(cell left(a )cell right(b ))row(cell left(`x` )cell right(c | d ))row(cell left(e)cell right()))paragraph(end)',
  ],
  [
    'a table without bars outside',
    'a | b\n--|--\n1 | 2\n\nx',
    'table(head(cell(a )cell(b))row(cell(1 )cell(2)))paragraph(x)',
  ],
  [
    'a table below a line of text',
    'text\n| a |\n| - |\n| 1 |',
    'paragraph(text)table(head(cell(a ))row(cell(1 )))',
  ],
  ['bars that are no table', '|| a || b\n| c', 'paragraph(|| a || b↵| c)'],
  [
    'a quote and a lazy line',
    '> a\nb\n\n> c\n> > d',
    'quote(paragraph(a↵b))quote(paragraph(c)quote(paragraph(d)))',
  ],
  ['line ends of Windows', '# a\r\n\r\n- b\r\n', 'h1(a)ul(item(paragraph(b)))'],
];

test.each(cases)('%s', (_name, text, expected) => {
  expect(render(text)).toBe(expected);
});

test.each(cases)('%s, character by character', (_name, text, expected) => {
  expect(render(...text)).toBe(expected);
});

const marks = fc.constantFrom(
  ...['*', '**', '_', '~~', '`', '``', '```', '~~~', '[', '](', ')', '![', '$', '$$', '\\(', '\\)'],
  ...['\\', '&', '&amp;', '<', '>', '<br', '/>', '|', '|-|-|', '| a | b |', ':-', '#', '## ', '-'],
  ...[
    '- ',
    '1. ',
    '2)',
    '+ ',
    '[ ] ',
    '[x] ',
    'http',
    'https://',
    'https://e.x/',
    '"',
    '(',
    '.',
    '!',
  ],
  ...['\n', '\n\n', '\n\n', ' ', '  ', '    ', '\t', '\r\n', 'word', 'h', 'é', '请', '😀', '0'],
);
const text = fc.array(marks, { maxLength: 60 }).map((parts) => parts.join(''));
const spanning = fc.constantFrom(
  '*',
  ' *',
  '**',
  '_',
  '~~',
  '`',
  '[',
  '](u)',
  '$',
  '\\(',
  '\\)',
  ' https://e.x/',
  '<',
);
/** Marks so far apart that some pass what a pair may span, and some do not. */
const longText = fc
  .array(fc.tuple(spanning, fc.integer({ min: 0, max: 900 })), { maxLength: 12 })
  .map((parts) => parts.map(([mark, words]) => `${mark}a ${'b c '.repeat(words / 4)}d`).join(''));

function split(whole: string, cuts: readonly number[]): string[] {
  const at = [...cuts.map((cut) => cut % (whole.length + 1)), whole.length].sort((a, b) => a - b);
  return at.map((cut, index) => whole.slice(at[index - 1] ?? 0, cut));
}

const cuts = fc.array(fc.nat(), { maxLength: 30 });

test('any split of a text ends in the same blocks', () => {
  fc.assert(
    fc.property(fc.oneof(text, longText), cuts, (whole, at) => {
      expect(render(...split(whole, at))).toBe(render(whole));
    }),
    { numRuns: 2000 },
  );
});

test.each([7, 64, 900])(
  'marks pair over 900 characters, not over 1100, in pieces of %i',
  (size) => {
    const cut = (whole: string): string[] => whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    const marked = (length: number): string =>
      `*${'a'.repeat(length)}* and \`${'b'.repeat(length)}\``;
    expect(render(...cut(marked(900)))).toMatch(/^paragraph\(emphasis\(a+\) and `b+`\)$/);
    expect(render(...cut(marked(1100)))).toBe(`paragraph(${marked(1100)})`);
  },
);

test('a mark waits for its partner as long as code before that is not decided', () => {
  const whole = `*${'a'.repeat(985)}\`b* ${'c '.repeat(600)}`;
  expect(render(whole)).toMatch(/^paragraph\(emphasis\(a+`b\) /);
  expect(render(...(whole.match(/[^]{1,7}/g) ?? []))).toBe(render(whole));
});

test('single characters end in the same blocks as the whole', () => {
  fc.assert(
    fc.property(text, (whole) => {
      expect(render(...whole.split(''))).toBe(render(whole));
    }),
    { numRuns: 2000 },
  );
});

test('what stands there in the middle depends on what came, not on how', () => {
  fc.assert(
    fc.property(text, cuts, (whole, at) => {
      expect(renderOpen(...split(whole, at))).toEqual(renderOpen(whole));
    }),
    { numRuns: 2000 },
  );
});

test('no text is lost or doubled, and every block is closed', () => {
  // Without addresses, which stand twice, titles, which are not shown, and the names of languages.
  const plain = marks.filter((mark) => !/http|["`~]/.test(mark));
  const parts = fc.array(fc.oneof(plain, fc.constantFrom('Q', 'Z')), { maxLength: 40 });
  fc.assert(
    fc.property(parts, (list) => {
      const sink = new TreeSink();
      const stream = new MarkdownStream(sink);
      stream.write(list.join(''));
      stream.end();
      expect(sink.depth).toBe(0);
      expect(render(list.join('')).match(/[QZ]/g) ?? []).toEqual(
        list.join('').match(/[QZ]/g) ?? [],
      );
    }),
    { numRuns: 2000 },
  );
});

test('bold, code and a link look finished while they are written', () => {
  expect(renderOpen('so **bold te').momentary).toBe('strong(bold te)');
  expect(renderOpen('so **bold te*').momentary).toBe('strong(bold te)');
  expect(renderOpen('so `let x').momentary).toBe('`let x`');
  expect(renderOpen('so [a link](https://exa').momentary).toBe('link(a link→)');
  expect(renderOpen('so plain').momentary).toBe('');
});

test('the head of a table is not shown as bars before the next line tells', () => {
  expect(renderOpen('a\n\n| head | two |\n|--').momentary).toBe('');
  expect(renderOpen('a\n\n| head | two |\n|--').settled).toBe('paragraph(a)paragraph()');
});

test.each([
  ['a line of 200 kB', 'word '.repeat(40_000)],
  ['a line of 200 kB without a space', 'x'.repeat(200_000)],
  ['nothing but open brackets', '['.repeat(200_000)],
  ['nothing but backticks', '`'.repeat(200_000)],
  ['backticks that never match', '` `` '.repeat(40_000)],
  ['emphasis that never closes', '*a _b '.repeat(30_000)],
  ['quotes without end', '>'.repeat(200_000)],
  ['lists without end', '- '.repeat(100_000)],
  ['a link without end', `[a](${'b'.repeat(200_000)}`],
  ['dollars', '$a '.repeat(60_000)],
])('hostile text ends: %s', (_name, whole) => {
  const pieces = whole.match(/[^]{1,4096}/g) ?? [];
  expect(render(...pieces).length).toBeGreaterThan(whole.length / 10);
});
