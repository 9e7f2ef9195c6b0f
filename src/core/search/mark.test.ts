import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composed, fold, wordsOf } from './fold';
import { marked, snippetOf } from './mark';
import type { MarkedText } from './types';

/** The text with its marks as brackets. */
function shown({ text, marks }: MarkedText): string {
  const parts: string[] = [];
  let end = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(end, from), `[${text.slice(from, to)}]`);
    end = to;
  }
  return parts.join('') + text.slice(end);
}

const long = (before: number, after: number) =>
  `${'lorem ipsum '.repeat(before)}the Zèbra finch sings${' dolor sit'.repeat(after)}`;

test('words are marked wherever they stand, in any case and with their accents', () => {
  expect(shown(marked('Crème, creme: CRE\u0301ME', wordsOf('creme')))).toBe(
    '[Crème], [creme]: [CRÉME]',
  );
});

test('words that touch or overlap are one mark', () => {
  expect(shown(marked('abcabcd', wordsOf('abc bcd')))).toBe('[abcabcd]');
});

test('a letter beside a word is not marked all over', () => {
  expect(shown(marked('a zebra as a pet', wordsOf('a zebra')))).toBe('a [zebra] as a pet');
  expect(shown(marked('a cat', ['a']))).toBe('[a] c[a]t');
  expect(shown(marked('日 日本', wordsOf('日本 日')))).toBe('[日] [日本]');
});

test('a short text is shown whole, in one line', () => {
  expect(shown(snippetOf('A\nzebra\t finch', ['zebra']))).toBe('A [zebra] finch');
});

test('a snippet shows words, not the marks of Markdown', () => {
  const table = '| animal | stripes |\n| --- | :---: |\n| **Zèbra** | many |';
  expect(shown(snippetOf(table, ['zebra']))).toBe('animal stripes [Zèbra] many');
  const list = `${'lorem ipsum '.repeat(50)}\n\n## Animals\n\n- [ ] a \`zebra\` of [Africa](http://a.b/c)\n`;
  expect(shown(snippetOf(list, ['zebra']))).toMatch(
    /^…(lorem|ipsum) .* Animals a \[zebra\] of Africa$/,
  );
});

test('who looks for what only marks have is shown them', () => {
  expect(shown(snippetOf('a [zebra](http://a.b/finch)', ['finch']))).toBe(
    'a [zebra](http://a.b/[finch])',
  );
  expect(shown(snippetOf('a **zebra**', ['**zebra']))).toBe('a [**zebra]**');
});

test('a long text is cut around its rarest word, at spaces', () => {
  const words = wordsOf('the zebra');
  const snippet = snippetOf(long(100, 100), words);
  expect(shown(snippet)).toMatch(/^…(lorem|ipsum).* \[the\] \[Zèbra\] finch sings dolor.*…$/);
  expect(snippet.text.length).toBeLessThan(130);
});

test('a text that changed since it was read is cut where the words are now', () => {
  const now = snippetOf(long(60, 0), ['zebra'], fold(long(3, 0)));
  expect(shown(now)).toContain('[Zèbra]');
});

test('a snippet is never cut inside of a character', () => {
  const { text } = snippetOf(`${'🦓'.repeat(500)} x ${'🦓'.repeat(500)}`, ['x']);
  expect(text.isWellFormed()).toBe(true);
});

test('marks are where a plain reader finds the words, and a snippet is a part of its text', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...['a', 'B', 'é', ' ', '\n', 'e\u0301', '🦓', '*', '`', '|', '#', '-']),
  });
  fc.assert(
    fc.property(
      letters,
      fc.string({ unit: fc.constantFrom('a', 'b', 'e'), minLength: 1 }),
      (text, word) => {
        const { marks } = marked(text, [word]);
        const isMarked = (at: number) => marks.some(([from, to]) => at >= from && at < to);
        const folded = fold(text);
        for (let at = 0; at < folded.length; at += 1) {
          if (folded.startsWith(word, at)) expect(isMarked(at)).toBe(true);
        }
        for (const [from, to] of marks) expect(folded.slice(from, to)).toContain(word);
        const cut = snippetOf(text, [word]);
        const body = cut.text.replace(/^…|…$/g, '');
        const lettersOf = (all: string) => composed(all).replace(/[\s*`|#-]/g, '');
        expect(lettersOf(text)).toContain(lettersOf(body));
        for (const [from, to] of cut.marks) expect(fold(cut.text.slice(from, to))).toContain(word);
        if (folded.includes(word)) expect(cut.marks).not.toEqual([]);
      },
    ),
  );
});
