import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DomSink } from './dom-sink';
import { MarkdownStream } from './markdown-stream';
import { fakeDom, type FakeElement } from './testing/fake-dom';

/** Streams pieces; tells what was handed over, and after which piece. */
function stream(...pieces: readonly string[]) {
  const { target, factory, counts } = fakeDom();
  const settled: FakeElement[] = [];
  const sink = new DomSink(target, factory, (block) => {
    settled.push(block as unknown as FakeElement);
  });
  const markdown = new MarkdownStream(sink);
  const after = pieces.map((piece) => {
    markdown.write(piece);
    return settled.length;
  });
  markdown.end();
  return { target, counts, settled, after, words: settled.map(words) };
}

function words(block: FakeElement): string {
  const language = block.attributes.get('data-code');
  const code = block.all('code')[0];
  return code ? `${language ?? '?'}: ${code.textContent}` : block.textContent;
}

test('code is handed over once its fence is closed, not while it streams', () => {
  const { after, words: told } = stream('```js\n', 'let a;\n', 'let b;\n', '```\n', 'x');
  expect(after).toEqual([0, 0, 0, 1, 1]);
  expect(told).toEqual(['js: let a;\nlet b;']);
});

test('formulas are handed over when their paragraph is closed', () => {
  const { after, words: told } = stream(
    'a $x$ **and $y$**',
    ' or $z$',
    '\n\n',
    'b',
    '\n\n$$\nw\n$$\n',
  );
  expect(after).toEqual([0, 0, 3, 3, 4]);
  expect(told).toEqual(['$x$', '$y$', '$z$', '$$\nw\n$$']);
});

test('a formula that was shown for the moment only is not handed over', () => {
  // It stands in bold text that is open, then in code.
  const { words: told } = stream('so `a **b $x$', ' c` $y$\n\n');
  expect(told).toEqual(['$y$']);
});

test('the head of a table is taken back with its formulas', () => {
  const { words: told } = stream('words $a$\nb $x$ | c\n', '--|--\n', '1 | $y$\n\n');
  expect(told).toEqual(['$a$', '$x$', '$y$', 'b $x$ c1 $y$']);
});

test('a table is handed over when it ends, with all of its rows', () => {
  const { after, words: told } = stream('| a |\n| - |\n', '| 1 |\n', '\n', 'b');
  expect(after).toEqual([0, 0, 1, 1]);
  expect(told).toEqual(['a 1 ']);
});

test('an image is handed over when its paragraph is closed, one in the text with its bytes', () => {
  const { after, settled } = stream(
    '![a](https://e.x/a.png) and ![b](data:image/png;base64,AA',
    'AA)',
    '\n\n',
    'c',
  );
  expect(after).toEqual([0, 0, 2, 2]);
  expect(settled.map((image) => [image.textContent, image.attributes.get('data-image')])).toEqual([
    ['Image: a', ''],
    ['Image: b', 'data:image/png;base64,AAAA'],
  ]);
});

test('an image that is shown for the moment only is not handed over', () => {
  expect(stream('so `a **b ![x](https://e.x/x.png)', ' c` d\n\n').settled).toEqual([]);
});

test('what is open at the end is closed by it', () => {
  expect(stream('```js\nlet a;').words).toEqual(['js: let a;']);
});

/** Everything on the page that should be handed over, in order. */
function expected(root: FakeElement): FakeElement[] {
  return root.children.flatMap((child) => {
    if (!('children' in child)) return [];
    const isOne = ['data-math', 'data-code', 'data-table', 'data-image'].some((name) =>
      child.attributes.has(name),
    );
    return [...(isOne ? [child] : []), ...expected(child)];
  });
}

test('whatever the text and its pieces, each block that stays is handed over once', () => {
  const part = fc.constantFrom(
    ...['```js\n', '```\n', '$x$', '$', '$$', '\n$$\n', '\\(y\\)', '\\[', '\\]', '**', '*', '`'],
    ...[
      '- ',
      '> ',
      '1. ',
      '| a | b |',
      '\n|--|--|\n',
      '|',
      '[',
      '](https://e.x)',
      '![',
      '(data:image/png;base64,AA)',
      '#',
      ' ',
    ],
    ...['\n', '\n\n', 'word', '    '],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (list, size) => {
      const whole = list.join('');
      const { settled, target } = stream(...(whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []));
      expect(settled.length).toBe(new Set(settled).size);
      expect(new Set(settled)).toEqual(new Set(expected(target)));
    }),
    { numRuns: 1000 },
  );
});

test('the hook costs the stream no node', () => {
  const pieces = '```js\nlet a = 1;\n```\n\nIt is $x_1$ and $y$.\n\n'.repeat(50).split(/(?<= )/);
  const { factory, target, counts } = fakeDom();
  const plain = new MarkdownStream(new DomSink(target, factory));
  for (const piece of pieces) plain.write(piece);
  plain.end();
  const watched = stream(...pieces);
  expect(watched.settled).toHaveLength(150);
  expect(watched.counts).toEqual(counts);
});
