import { expect, test } from 'vitest';
import { MarkdownStream } from './markdown-stream';
import { render, TreeSink } from './testing/tree-sink';

const BYTES = `${'iVBORw0KGgo+/'.repeat(400)}==`;
const ADDRESS = `data:image/png;base64,${BYTES}`;

function everyFew(text: string, size: number): string[] {
  return text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
}

const texts: [string, string, string][] = [
  ['alone', `![a cat](${ADDRESS})`, `paragraph(image(a cat→${ADDRESS}))`],
  ['without words', `![](${ADDRESS})`, `paragraph(image(→${ADDRESS}))`],
  [
    'among words',
    `${'word '.repeat(300)}![a](${ADDRESS}) and *more*`,
    `paragraph(${'word '.repeat(300)}image(a→${ADDRESS}) and emphasis(more))`,
  ],
];

test.each(texts)('an image of many bytes in the text, %s, is one however it comes', (...given) => {
  const [, text, tree] = given;
  expect(render(text)).toBe(tree);
  for (const size of [1, 7, 900, 1023, 1024, 1025]) {
    expect(render(...everyFew(text, size)), `by ${size}`).toBe(tree);
  }
});

test.each([
  ['it never closes', `![a](${ADDRESS}`],
  ['a space is in it', `![a](${ADDRESS} x) *b*`],
  ['it is no image', `![a](data:text/html;base64,${BYTES})`],
  ['it is a drawing that may run scripts', `![a](data:image/svg+xml;base64,${BYTES})`],
  ['it is a link', `[a](${ADDRESS})`],
])('long bytes are words where %s', (_name, text) => {
  const whole = render(text);
  expect(whole).not.toContain('image(');
  for (const size of [1, 900, 1024, 1025]) {
    expect(render(...everyFew(text, size)), `by ${size}`).toBe(whole);
  }
});

test('while its bytes come only its words are shown, and no piece costs more at the end', () => {
  const sink = new TreeSink();
  const stream = new MarkdownStream(sink);
  stream.write(`![a cat](data:image/png;base64,`);
  const shown = JSON.stringify(sink.root);
  for (const piece of everyFew(BYTES.slice(0, 5000), 50)) stream.write(piece);
  expect(JSON.stringify(sink.root)).toBe(shown);
  expect(shown).not.toContain('iVBOR');
});
