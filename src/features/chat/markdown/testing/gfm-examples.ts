/**
 * One text at least for each thing that GFM adds to CommonMark (tables, tasks, strikethrough, bare addresses, no raw
 * HTML), and for math, as models write it. Our own: the text of GFM's specification is not published as a package.
 */
export const gfmExamples: readonly string[] = [
  // Tables.
  '| foo | bar |\n| --- | --- |\n| baz | bim |\n',
  '| abc | defghi |\n:-: | -----------:\nbar | baz\n',
  '| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n',
  '| abc | def |\n| --- | --- |\n| bar | baz |\n> bar\n',
  '| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar\n',
  '| abc | def |\n| --- |\n| bar |\n',
  '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n',
  '| abc | def |\n| --- | --- |\n',
  'some words\n| abc | def |\n| --- | --- |\n| bar | $x_1$ |\n\nmore',
  '> | a | b |\n> |---|--:|\n> | 1 | 2 |\n>\n> words\n',
  '- item\n\n  | a | b |\n  |:--|---|\n  | 1 | [x](https://e.x) |\n- next\n',
  'a | b\n-|-\n1 | 2\n3 | 4\n# head\n',
  '| a |\n| - |\n| 1 |\n```\ncode\n```\n',
  '|\n|-|\n| a | b\n|---|\n',
  // Tasks.
  '- [ ] foo\n- [x] bar\n',
  '- [x] foo\n  - [ ] bar\n  - [X] baz\n- [ ] bim\n',
  '1. [ ] one\n2. [x] two\n3. [y] three\n- [ ]\n- [x]no\n',
  // Strikethrough.
  '~~Hi~~ Hello, ~there~ world!\n',
  'This ~~has a\n\nnew paragraph~~.\n',
  'This will ~~~not~~~ strike. ~~ this ~~ neither. ~~**bold**~~ does\n',
  // Bare addresses.
  'Visit https://example.org/help for more.\n',
  'https://example.org/a.b.c?x=1&y=2#z. And (http://example.org/x_(y)), "https://e.x".\n',
  'http://example.org/<x https://例え.jp 见https://e.x，好 **https://e.x**\n',
  'www.example.org and foo@example.org stay words, mailto:a@b.c too\n',
  // Raw HTML.
  '<strong> <title> <style> <em>\n\n<blockquote>\n  <xmp> is disallowed.\n</blockquote>\n',
  'a<br>b<br/>c<br />d<BR>\n\n<!-- words --> <?php ?> <![CDATA[x]]>\n',
  // Math.
  'It is $a_1 * b_2$ and \\(x^2\\), not $5 or $6.\n\n$$\n\\frac{a}{b}\n$$\n\n\\[\nx\n\\]\n',
  'Words $$x = y$$ in a line, \\[ z \\] too; `$code$` and \\$5\\$.\n',
  '1. one\n\n   $$\n   x_1\n   $$\n2. two $y$\n\n> $$\n> z\n> $$\n',
  '$$\nnever closed\n\n- in math\n',
  // Nested.
  '1. a\n   - b\n     1. c\n        > d\n        > - e\n           ```js\n           f\n           ```\n2. g\n',
  '> > - a\n> >   b\n> c\n\n- > d\n  > e\n- f\n\n\n      code\n',
  '* a\n\n  b\n\n* c\n    * d\n        * e\n\n      f\n',
];
