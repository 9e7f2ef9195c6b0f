import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlText } from './html-text';

test('what a reader sees of a page, in lines', () => {
  const page = `<!doctype html><html><head><title>A &amp; B</title><style>p > b { }</style>
    <script>if (a < b) document.write("<p>no</p>")</script></head>
    <body><!-- <p>no</p> --><nav><ul><li><a href="/">Home</a></li><li><p>About</p></li></ul></nav>
    <h1>The   title</h1><p>One <b>bold</b>
    word,<br>two&nbsp;lines &mdash; &#8364;5 &#x1F600; &unknown; a < b</p>
    <img alt="x > y" src=a><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>
    <pre>  code
    here
</pre><template><p>no</p></template><svg><text>no</text></svg><p>End`;
  expect(htmlText(page)).toEqual({
    title: 'A & B',
    text: [
      ...['- Home', '- About', '', '# The title', ''],
      ...['One bold word,', 'two lines — €5 😀 &unknown; a < b', ''],
      ...['a | b', '1 | 2', '', '  code', '    here', '', 'End'],
    ].join('\n'),
  });
});

test.each(['<p>a<!-- open', '<p>a<a href="open', '<p>a<script>open', '<p>a<title', '<p>a</p'])(
  'what never ends takes the rest along: %s',
  (html) => {
    expect(htmlText(html).text).toBe('a');
  },
);

test('any text is read, and none of its tags is shown', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '<p>',
    '</p>',
    '<!--',
    '-->',
    '<script>',
    '</script>',
    '&',
    '&#0;',
    '<li>',
    '<pre>',
    '</pre>',
    '<svg>',
    '\n',
    'a',
    '</',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(htmlText(pieces.join('')).text).not.toMatch(/<p>|<script>|<svg>/);
    }),
  );
});

test.each(['<', '<a "', '<!--', '<script>', '</title>', '<li>', '&#', '<pre>\n', '"<a'])(
  'a million characters of %j are read in one go',
  (piece) => {
    expect(htmlText(piece.repeat(1_000_000 / piece.length)).title).toBe('');
  },
);
