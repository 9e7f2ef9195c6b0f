import { expect, test } from 'vitest';
import { DomSink } from './dom-sink';
import { MarkdownStream } from './markdown-stream';
import { fakeDom } from './testing/fake-dom';

function render(...pieces: readonly string[]) {
  const dom = fakeDom();
  const stream = new MarkdownStream(new DomSink(dom.target, dom.factory));
  for (const piece of pieces) stream.write(piece);
  stream.end();
  return dom;
}

const html = (text: string): string =>
  render(text)
    .target.children.map((child) => child.html)
    .join('');

test('a link opens elsewhere and tells nothing of this page', () => {
  expect(html('[a](https://example.org)')).toContain(
    '<a href="https://example.org/" target="_blank" rel="noopener noreferrer nofollow">a</a>',
  );
});

test.each([
  '[a](javascript:alert(1))',
  '[a](JAVASCRIPT:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](&#x6A;avascript:alert(1))',
  '[a](java&#10;script:alert(1))',
  '[a](<java\tscript:alert(1)>)',
  '[a](\\javascript:alert(1))',
  '[a](data:text/html,x)',
  '[a](//example.org)',
  '[a](#/settings)',
  '<javascript:alert(1)>',
  '![a](javascript:alert(1))',
  '[![a](data:image/png;base64,AAAA)](vbscript:x)',
])('%s is words, with the address in sight', (text) => {
  const { target } = render(text);
  expect(target.all('a')).toEqual([]);
  expect(target.textContent).toMatch(/script:|data:|example|settings/i);
});

test('HTML from a model is text', () => {
  const text = '<img src=x onerror=alert(1)> <script>x</script>\n\n<iframe srcdoc="<b>">';
  const { target, counts } = render(text);
  expect(Object.keys(counts.elements)).toEqual(['p', 'div']);
  expect(target.textContent).toBe(text.replace('\n\n', ''));
});

test('an image is a link with its words, and nothing is loaded', () => {
  const { target } = render('![a cat](https://example.org/cat.png)');
  expect(target.all('img')).toEqual([]);
  expect(target.all('a').map((link) => [link.attributes.get('href'), link.textContent])).toEqual([
    ['https://example.org/cat.png', 'Image: a cat'],
  ]);
});

test('a link holds no other link', () => {
  const { target } = render('[**![b](https://i.example/x.png)** c](https://l.example)');
  expect(target.all('a')).toHaveLength(1);
  expect(target.textContent).toBe('Image: b c');
});

test('code has its language, a button to copy it, and its text as it is', () => {
  const { target } = render('```js\n<b>&amp;\n\n  x\n```');
  expect(target.all('span')[0]?.textContent).toBe('js');
  expect(target.all('button')[0]?.attributes.has('data-copy')).toBe(true);
  expect(target.all('code')[0]?.textContent).toBe('<b>&amp;\n\n  x');
});

test('a table has one head and one body', () => {
  const { target } = render('| a | b |\n|--|-:|\n| 1 | 2 |\n| 3 | 4 |');
  expect(target.all('thead').map((head) => head.all('th').length)).toEqual([2]);
  expect(target.all('tbody').map((body) => body.all('tr').length)).toEqual([2]);
  expect(target.all('td')[1]?.attributes.get('data-align')).toBe('right');
});

test('tasks are boxes that cannot be ticked', () => {
  const { target } = render('- [x] a\n- [ ] b');
  const boxes = target.all('input').map(({ attributes }) => [...attributes.keys()]);
  expect(boxes.map((names) => [names.includes('disabled'), names.includes('checked')])).toEqual([
    [true, true],
    [true, false],
  ]);
});

test('blocks of words find their own direction', () => {
  const { target } = render('# a\n\nb\n\n> c\n\n- d\n\n| e |\n| - |\n');
  for (const name of ['h3', 'p', 'th']) {
    expect(target.all(name)[0]?.attributes.get('dir'), name).toBe('auto');
  }
});

test('lists and quotes go the way of their first letter', () => {
  const ways = (text: string): (string | undefined)[] => {
    const { target } = render(text);
    return ['ul', 'ol', 'blockquote'].flatMap((name) =>
      target.all(name).map(({ attributes }) => attributes.get('dir')),
    );
  };
  expect(ways('- one\n- two')).toEqual(['ltr']);
  expect(ways('- 1. **שלום** x')).toEqual(['rtl', 'rtl']);
  expect(ways('> - مرحبا\n>   1. a')).toEqual(['rtl', 'ltr', 'rtl']);
  expect(ways('- 1\n- 2')).toEqual([undefined]);
});

/** About so many tokens of everything, one piece each. */
function answer(tokens: number): string[] {
  const part =
    '## A heading\n\nSome **bold** words with `code`, a [link](https://example.org) and *more* of them.\n\n' +
    '- an item\n- another _one_\n\n```js\nconst x = [1, 2];\nfor (;;) x.push(3);\n```\n\n' +
    '| a | b |\n| - | - |\n| 1 | **2** |\n| 3 | 4 |\n\n';
  return pieces(part.repeat(Math.ceil(tokens / 60))).slice(0, tokens);
}

const pieces = (text: string): string[] => text.match(/\s*\S{1,5}|\s+/g) ?? [];

const growing: [string, (tokens: number) => string[]][] = [
  ['an answer of everything', answer],
  ['one block of code', (n) => pieces(`\`\`\`js\n${'let a = b;\n'.repeat(n)}`).slice(0, n)],
  ['one paragraph', (n) => pieces('word **bold** `x` '.repeat(n)).slice(0, n)],
  ['one line of plain words', (n) => pieces('some words '.repeat(n)).slice(0, n)],
  [
    'one paragraph behind a star that never closes',
    (n) => pieces(`a *b ${'word **c** '.repeat(n)}`).slice(0, n),
  ],
  ['one table', (n) => pieces(`| a | b |\n|--|--|\n${'| 1 | *2* |\n'.repeat(n)}`).slice(0, n)],
  ['one list', (n) => pieces('- an *item*\n'.repeat(n)).slice(0, n)],
];

test.each(growing)('%s: nodes touched per token do not grow with the length', (_name, make) => {
  const perToken = [1000, 2000, 4000].map((n) => render(...make(n)).counts.touched / n);
  const [short = 0, middle = 0, long = 0] = perToken;
  expect(middle).toBeLessThan(short * 1.05 + 0.05);
  expect(long).toBeLessThan(short * 1.05 + 0.05);
  expect(long).toBeLessThan(20);
});

/** The most nodes that one of the last tokens touches. */
function lastCosts(list: readonly string[]): number {
  const { target, factory, counts } = fakeDom();
  const stream = new MarkdownStream(new DomSink(target, factory));
  let most = 0;
  list.forEach((piece, index) => {
    const before = counts.touched;
    stream.write(piece);
    if (index > list.length - 60) most = Math.max(most, counts.touched - before);
  });
  return most;
}

test.each(growing)('%s: no single token touches more nodes at the end', (_name, make) => {
  expect(lastCosts(make(4000))).toBeLessThanOrEqual(lastCosts(make(1000)) + 2);
});

test('each block is rendered once', () => {
  for (const tokens of [1000, 2000, 4000]) {
    const list = answer(tokens);
    const streamed = render(...list).counts.elements;
    const whole = render(list.join('')).counts.elements;
    for (const name of ['figure', 'li', 'ul', 'tr', 'td', 'h4']) {
      expect(streamed[name], `${name} at ${tokens}`).toBe(whole[name]);
    }
  }
});

test('streamed and whole are the same page', () => {
  const list = answer(500);
  const normal = (text: string): string =>
    text.replaceAll(/\s+/g, ' ').replaceAll(' data-settled=""', '');
  const streamed = render(...list).target.html;
  expect(normal(streamed)).toBe(normal(render(list.join('')).target.html));
});

test('a long text is kept in nodes of a limited size, never inside a character', () => {
  const { target } = render(
    ...pieces('```\n' + '😀'.repeat(5000)).flatMap((piece) => piece.split('')),
  );
  const nodes = target.all('code')[0]?.children ?? [];
  expect(nodes.length).toBeGreaterThan(3);
  expect(nodes.every((node) => !/^[\udc00-\udfff]/.test(node.textContent))).toBe(true);
});

test('a long list grows in parts, and is one list all the time', () => {
  const { target } = render('1. an item\n'.repeat(250));
  const [list] = target.all('ol');
  expect(target.all('ol')).toHaveLength(1);
  expect(list?.children.filter((child) => child.html.startsWith('<li>'))).toHaveLength(100);
  const parts = list?.all('div').map((part) => [part.attributes.get('role'), part.children.length]);
  expect(parts).toEqual([
    ['none', 100],
    ['none', 50],
  ]);
  const numbers = list?.all('li').flatMap((item) => item.attributes.get('value') ?? []);
  expect(numbers).toEqual(['101', '201']);
});

const rows = (count: number): string => `| a | b |\n|--|--|\n${'| 1 | 2 |\n'.repeat(count)}`;

test('a table grows in parts, and is one again when it ends', () => {
  const dom = fakeDom();
  const stream = new MarkdownStream(new DomSink(dom.target, dom.factory));
  stream.write(rows(250));
  expect(dom.target.all('tbody').map((body) => body.all('tr').length)).toEqual([100, 100, 50]);
  expect(dom.target.all('table')).toHaveLength(3);
  stream.end();
  expect(dom.target.all('table')).toHaveLength(1);
  expect(dom.target.all('tbody').map((body) => body.all('tr').length)).toEqual([250]);
});

test('a huge table stays in its parts', () => {
  const { target } = render(rows(501));
  expect(target.all('tbody').map((body) => body.all('tr').length)).toEqual([
    100, 100, 100, 100, 100, 1,
  ]);
});

test.each([
  ['code', 'let a = b;\n', '```js\n', 'code', '\n', 2000],
  ['a paragraph', 'words and words ', '', 'p', ' ', 8000],
])('%s that is long comes in parts that end well, and reads as it is', (...given) => {
  const [, part, fence, element, end, most] = given;
  const text = part.repeat(2000).trimEnd();
  for (const list of [pieces(fence + text), [fence + text]]) {
    const [block] = render(...list).target.all(element);
    const parts = block?.all('span').map((span) => span.textContent) ?? [];
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every(({ length }) => length < most + 50)).toBe(true);
    expect(parts.slice(0, -1).every((words) => words.endsWith(end))).toBe(true);
    expect(block?.textContent).toBe(text);
  }
});

test('a part is settled when it is full and has been on screen', () => {
  const dom = fakeDom();
  const stream = new MarkdownStream(new DomSink(dom.target, dom.factory));
  const settled = (): (string | undefined)[] =>
    dom.target.all('div').map((part) => part.attributes.get('data-settled'));
  stream.write('a\n\n'.repeat(8));
  stream.write('b\n\n');
  expect(settled()).toEqual([undefined, undefined]);
  stream.write('c\n\n');
  stream.write('d\n\n');
  expect(settled()).toEqual(['', undefined]);
});

test('of a stream that comes faster than it is shown, parts above the last ones wait to be laid out', () => {
  const dom = fakeDom();
  const handed: unknown[] = [];
  const sink = new DomSink(dom.target, dom.factory, (part) => handed.push(part));
  const stream = new MarkdownStream(sink);
  const passed = (): number[] =>
    dom.target.all('div').flatMap((part, at) => (part.attributes.has('data-passed') ? at : []));
  // What comes first may be all there is, and then its height is not guessed.
  stream.write('a\n\n'.repeat(8 * 10));
  expect(passed()).toEqual([]);
  stream.write('b\n\n'.repeat(8 * 6));
  expect(passed()).toEqual([9, 10, 11]);
  expect(handed).toEqual([]);
  stream.end();
  expect(handed).toHaveLength(3);
});
