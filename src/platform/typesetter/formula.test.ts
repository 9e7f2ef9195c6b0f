import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MathNode } from '../../core/typeset/types';
import { formula } from './formula';

function markup(node: MathNode): string {
  if (typeof node === 'string') return node;
  return `${node.name}(${node.children.map(markup).join('')})`;
}

const drawn = (tex: string, display = false): string => {
  const made = formula(tex, display);
  return made.kind === 'math' ? made.nodes.map(markup).join('') : made.message;
};

/** Every element of a formula. */
function elements(nodes: readonly MathNode[]): Exclude<MathNode, string>[] {
  return nodes.flatMap((node) =>
    typeof node === 'string' ? [] : [node, ...elements(node.children)],
  );
}

test('TeX becomes MathML', () => {
  expect(drawn('x^2')).toBe('math(msup(mi(x)mn(2)))');
  expect(drawn('\\frac{a}{b}')).toBe('math(mfrac(mi(a)mi(b)))');
  expect(drawn('\\text{a<b>}')).toBe('math(mtext(a<b>))');
});

test('a formula in a line of its own says so', () => {
  const made = formula('x', true);
  expect(made).toMatchObject({ nodes: [{ name: 'math', attributes: { display: 'block' } }] });
});

test('styles are spelled as in a style sheet', () => {
  const made = formula('\\begin{array}{c|c} a & b \\end{array}', true);
  const styles = made.kind === 'math' ? elements(made.nodes).map(({ style }) => style ?? {}) : [];
  expect(styles.flatMap(Object.keys)).toContain('border-right');
});

test.each([
  ['\\foo', 'Unsupported function name: \\foo.'],
  ['{x', "Expected '}', got 'EOF'."],
  ['a & b', "Expected 'EOF', got '&'."],
  ['\\ref{x}', 'It shows nothing.'],
  ['x'.repeat(10_001), 'It is too long.'],
  ['{'.repeat(9_000), 'It could not be read.'],
  [`${'\\sqrt{'.repeat(300)}x${'}'.repeat(300)}`, 'It is nested too deep.'],
  ['x+'.repeat(4_000), 'It is too long.'],
])('%.20s is told to be wrong', (tex, message) => {
  expect(formula(tex, false)).toEqual({ kind: 'problem', message });
});

test.each([
  '\\href{https://example.org}{x}',
  '\\url{https://example.org}',
  '\\includegraphics{https://example.org/x.png}',
  '\\htmlData{a=b}{x}',
  '\\htmlId{a}{x}',
  '\\class{a}{x}',
  '\\id{a}{x}',
  '\\style{color:red}{x}',
  '\\data{a=b}{x}',
  '\\color{url(https://example.org)}x',
  '\\def\\a{\\a\\a}\\a',
  '\\def\\a#1{\\a{#1#1}}\\a{x}',
])('%s is refused', (tex) => {
  expect(formula(tex, true).kind).toBe('problem');
});

test('one formula leaves nothing behind for the next', () => {
  formula('\\gdef\\mine{x}\\mine', false);
  expect(formula('\\mine', false).kind).toBe('problem');
});

test('no text makes it throw, or an element of another language', () => {
  const parts = fc.constantFrom(
    ...['\\frac', '\\sqrt', '{', '}', '[', ']', '^', '_', '&', '\\\\', 'x', '1', '#', '%', '~'],
    ...['\\left', '\\right', '(', '|', '\\begin{matrix}', '\\end{matrix}', '\\text{', '$', '\\def'],
    ...['\\tag{1}', '\\label{a}', '\\ref{a}', '\\cancel', '\\color{red}', '\\rule', '1em', '\\u'],
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (list) => {
      const made = formula(list.join(' '), true);
      const names = made.kind === 'math' ? elements(made.nodes).map(({ name }) => name) : [];
      expect(names.filter((name) => !/^m[a-z]+$|^(?:none|semantics)$/.test(name))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
