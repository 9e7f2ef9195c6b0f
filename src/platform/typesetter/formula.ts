import temml from 'temml';
import type { Formula, MathNode } from '../../core/typeset/types';

// More is no formula that anyone reads, and the page has to build it in one go; it stays text.
const LONGEST = 10_000;
const MOST_NODES = 2_000;
const DEEPEST = 200;

const OPTIONS = {
  throwOnError: true,
  // No links, no pictures, no classes, ids or styles of a model's choice.
  trust: false,
  strict: false,
  annotate: false,
  maxExpand: 1000,
  // In em: a rule may be no thicker, and no space may push a formula over its neighbours.
  maxSize: [10, 50] as [number, number],
};

/** What Temml builds before it writes it as elements; it promises no shape, so it is read as unknown. */
interface Built {
  type?: unknown;
  text?: unknown;
  attributes?: unknown;
  style?: unknown;
  classes?: unknown;
  children?: unknown;
}

/** TeX as MathML, or what is wrong with it. The page judges each name once more before it makes an element. */
export function formula(tex: string, display: boolean): Formula {
  if (tex.length > LONGEST) return { kind: 'problem', message: 'It is too long.' };
  try {
    // The tree before it becomes text or elements; the version is fixed because only a test holds its shape.
    const build = temml['__renderToMathMLTree'];
    const built: unknown = build(tex, { ...OPTIONS, displayMode: display });
    const nodes = nodesOf(built as Built);
    const isMath = nodes.some((node) => typeof node === 'object' && node.name === 'math');
    if (!isMath) return { kind: 'problem', message: 'It shows nothing.' };
    const { count, depth } = sizeOf(nodes);
    if (depth > DEEPEST) return { kind: 'problem', message: 'It is nested too deep.' };
    if (count > MOST_NODES) return { kind: 'problem', message: 'It is too long.' };
    return { kind: 'math', nodes };
  } catch (error) {
    return { kind: 'problem', message: wordsOf(error) };
  }
}

/** The error without its prefix and without the place, which counts in expanded macros. */
function wordsOf(error: unknown): string {
  // Deep nesting ends in a RangeError of the engine.
  if (!(error instanceof temml.ParseError)) return 'It could not be read.';
  const message = 'message' in error ? String(error.message) : '';
  const words = message.trim().replace(/ at (?:position \d+|end of input): [^]*$/, '');
  return `${words}.`;
}

/** A fragment is its children; an element of HTML is one of MathML here. */
function nodesOf(built: Built): MathNode[] {
  if (typeof built.text === 'string') return [built.text];
  const inner = Array.isArray(built.children) ? built.children : [];
  const children = inner.flatMap((child) => nodesOf(child as Built));
  if (typeof built.type !== 'string') return children;
  const attributes = { ...strings(built.attributes), ...classOf(built.classes) };
  const style = strings(built.style, dashed);
  return [
    {
      name: built.type,
      ...(Object.keys(attributes).length > 0 && { attributes }),
      ...(Object.keys(style).length > 0 && { style }),
      children,
    },
  ];
}

function sizeOf(nodes: readonly MathNode[]): { count: number; depth: number } {
  let [count, depth] = [nodes.length, 0];
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    const inner = sizeOf(node.children);
    count += inner.count;
    depth = Math.max(depth, inner.depth);
  }
  return { count, depth: depth + 1 };
}

function classOf(classes: unknown): Record<string, string> {
  const text = Array.isArray(classes) ? classes.filter(Boolean).join(' ') : '';
  return text ? { class: text } : {};
}

function strings(values: unknown, spell = (name: string): string => name): Record<string, string> {
  const entries = Object.entries(values ?? {}) as [string, unknown][];
  return Object.fromEntries(entries.map(([name, value]) => [spell(name), String(value)]));
}

/** `borderTop` as `border-top`. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
