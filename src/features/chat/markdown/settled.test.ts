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
  expect(told).toEqual(['$a$', '$x$', '$y$']);
});

test('code without a language has nothing to be done', () => {
  expect(stream('```\nx\n```\n\n    indented\n').settled).toEqual([]);
});

test('what is open at the end is closed by it', () => {
  expect(stream('```js\nlet a;').words).toEqual(['js: let a;']);
});

/** Everything on the page that should be handed over, in order. */
function expected(root: FakeElement): FakeElement[] {
  return root.children.flatMap((child) => {
    if (!('children' in child)) return [];
    const isOne = child.attributes.has('data-math') || Boolean(child.attributes.get('data-code'));
    return isOne ? [child] : expected(child);
  });
}

test('whatever the text and its pieces, each block that stays is handed over once', () => {
  const part = fc.constantFrom(
    ...['```js\n', '```\n', '$x$', '$', '$$', '\n$$\n', '\\(y\\)', '\\[', '\\]', '**', '*', '`'],
    ...['- ', '> ', '1. ', '| a | b |', '\n|--|--|\n', '|', '[', '](https://e.x)', '![', '#', ' '],
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
