import { tests as commonMark } from 'commonmark-spec';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MarkdownStream } from './markdown-stream';
import { gfmExamples } from './testing/gfm-examples';
import { changed } from './testing/prefix-of';
import { render, TreeSink, type TreeNode } from './testing/tree-sink';

interface Example {
  name: string;
  text: string;
}

// As the specification's own runner does: → stands for a tab.
const examples: readonly Example[] = [
  ...commonMark.map(({ markdown, section, number }) => ({
    name: `${section}, example ${number}`,
    text: markdown.replaceAll('→', '\t'),
  })),
  ...gfmExamples.map((text, index) => ({ name: `GFM, example ${index + 1}`, text })),
];

test('the examples are all there', () => {
  expect(commonMark.length).toBe(652);
  expect(new Set(commonMark.map(({ section }) => section)).size).toBe(26);
});

/** What stands there for good after these pieces; `end` closes what is open. */
function settled(pieces: readonly string[], end: boolean): TreeNode[] {
  const sink = new TreeSink();
  const stream = new MarkdownStream(sink);
  for (const piece of pieces) stream.write(piece);
  if (end) stream.end();
  return structuredClone(sink.root.children);
}

/** The examples for which a judgement finds something wrong, each with that. */
function wrong(judge: (text: string) => string | undefined): string[] {
  return examples.flatMap(({ name, text }) => {
    const found = judge(text);
    return found ? [`${name}: ${found}`] : [];
  });
}

test('every split of every example into two ends in the same blocks', () => {
  const unequal = wrong((text) => {
    const whole = render(text);
    for (let at = 1; at < text.length; at += 1) {
      const split = render(text.slice(0, at), text.slice(at));
      if (split !== whole) return `at ${at}: ${split} instead of ${whole}`;
    }
    return undefined;
  });
  expect(unequal).toEqual([]);
});

test('every example ends in the same blocks character by character', () => {
  const unequal = wrong((text) => {
    const whole = render(text);
    const split = render(...text.split(''));
    return split === whole ? undefined : `${split} instead of ${whole}`;
  });
  expect(unequal).toEqual([]);
});

/** What was settled at some moment and changed later, when a text comes character by character. */
function flicker(text: string): string | undefined {
  const final = settled([text], true);
  const sink = new TreeSink();
  const stream = new MarkdownStream(sink);
  for (let at = 0; at < text.length; at += 1) {
    stream.write(text[at] ?? '');
    const change = changed(sink.root.children, final);
    if (change) return `at ${at}: ${change}`;
  }
  return undefined;
}

test('what is settled at any moment of any example stays to the end', () => {
  expect(wrong(flicker)).toEqual([]);
});

test('what is settled at any moment of a generated text stays to the end', () => {
  const part = fc.constantFrom(
    ...['- ', '  - ', '1. ', '> ', '> | a | b |\n> |--|--|\n> | 1 | 2 |\n', '| a | b |\n|--|--|\n'],
    ...[
      '| 1 | $x$ |\n',
      '$$\n',
      '\\[\n',
      '\\]\n',
      '$x_1$',
      '$',
      '```js\n',
      '```\n',
      '- [x] ',
      '    ',
    ],
    ...[
      '**',
      '*',
      '`',
      '[a](',
      ')',
      '\n',
      '\n\n',
      'word ',
      '# ',
      '---\n',
      'a | b\n-|-\n',
      '~~',
      '\\',
    ],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (list) => {
      expect(flicker(list.join(''))).toBeUndefined();
    }),
    { numRuns: 1500 },
  );
});

test('the check for changes sees them', () => {
  const tree = (text: string): TreeNode[] => settled([text], true);
  expect(changed(tree('a\n\nb'), tree('a\n\nb c'))).toBeUndefined();
  expect(changed(tree('a | b'), tree('a | b\n-|-'))).toBeUndefined();
  expect(changed(tree('a\n\nb'), tree('x\n\nb'))).toContain('a');
  expect(changed(tree('a *b*'), tree('a b'))).toContain('emphasis');
  expect(changed(tree('- a'), tree('1. a'))).toContain('ul');
  expect(changed(tree('a\n\nb'), tree('a'))).toContain('b');
});
