import hljs from 'highlight.js/lib/common';
import dart from 'highlight.js/lib/languages/dart';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import elixir from 'highlight.js/lib/languages/elixir';
import haskell from 'highlight.js/lib/languages/haskell';
import julia from 'highlight.js/lib/languages/julia';
import latex from 'highlight.js/lib/languages/latex';
import nginx from 'highlight.js/lib/languages/nginx';
import powershell from 'highlight.js/lib/languages/powershell';
import scala from 'highlight.js/lib/languages/scala';
import { TOKENS, type Token, type TokenRanges } from '../../core/typeset/types';

// The scopes of highlight.js (its "CSS classes reference"), by their first word or two; others are plain.
const SCOPES: Readonly<Record<string, Token>> = {
  comment: 'comment',
  quote: 'comment',
  keyword: 'keyword',
  literal: 'number',
  number: 'number',
  symbol: 'number',
  link: 'string',
  string: 'string',
  regexp: 'string',
  char: 'string',
  code: 'string',
  addition: 'added',
  deletion: 'removed',
  meta: 'meta',
  'meta.keyword': 'meta',
  doctag: 'keyword',
  title: 'name',
  section: 'name',
  name: 'name',
  type: 'name',
  built_in: 'name',
  attr: 'name',
  attribute: 'name',
  bullet: 'keyword',
  'selector-tag': 'keyword',
  'selector-id': 'name',
  'selector-class': 'name',
  'selector-attr': 'name',
  'selector-pseudo': 'name',
  template: 'name',
  'template-tag': 'keyword',
  'template-variable': 'name',
};

const PLAIN = 0;

function kindOf(scope: string): number | undefined {
  const token = SCOPES[scope] ?? SCOPES[scope.split('.')[0] ?? ''];
  return token && TOKENS.indexOf(token) + 1;
}

/** Collects ranges where highlight.js would build HTML; it calls these methods, `openNode` and `closeNode` too. */
class Ranges {
  readonly found: number[] = [];
  #length = 0;
  readonly #kinds: number[] = [];

  get length(): number {
    return this.#length;
  }

  addText(text: string): void {
    const start = this.#length;
    this.#length += text.length;
    this.#add(start, this.#length, this.#kinds.at(-1) ?? PLAIN);
  }

  openNode(scope: string): void {
    // Code inside of a string (`${x}`) is plain again; any other unknown scope is what it stands in.
    const inherited = scope === 'subst' ? PLAIN : (this.#kinds.at(-1) ?? PLAIN);
    this.#kinds.push(kindOf(scope) ?? inherited);
  }

  closeNode(): void {
    this.#kinds.pop();
  }

  startScope(scope: string): void {
    this.openNode(scope);
  }

  endScope(): void {
    this.closeNode();
  }

  __addSublanguage(other: Ranges): void {
    for (let at = 0; at < other.found.length; at += 3) {
      const [start = 0, end = 0, kind = 0] = other.found.slice(at, at + 3);
      this.#add(this.#length + start, this.#length + end, kind);
    }
    this.#length += other.length;
  }

  finalize(): void {}

  toHTML(): string {
    return '';
  }

  #add(start: number, end: number, kind: number): void {
    if (kind === PLAIN || start === end) return;
    const last = this.found.length;
    if (this.found[last - 2] === start && this.found[last - 1] === kind) this.found[last - 2] = end;
    else this.found.push(start, end, kind);
  }
}

hljs.configure({ __emitter: Ranges });
const more = { dart, dockerfile, elixir, haskell, julia, latex, nginx, powershell, scala };
for (const [name, grammar] of Object.entries(more)) hljs.registerLanguage(name, grammar);

/** Where code of a language is coloured; nothing where highlight.js does not know its name. */
export function highlight(code: string, language: string): TokenRanges | undefined {
  if (!hljs.getLanguage(language)) return undefined;
  const result = hljs.highlight(code, { language, ignoreIllegals: true });
  const ranges: unknown = result['_emitter'];
  // A grammar that broke in the middle leaves the rest out, or all.
  if (!(ranges instanceof Ranges) || ranges.length !== code.length) return undefined;
  return Uint32Array.from(ranges.found);
}
