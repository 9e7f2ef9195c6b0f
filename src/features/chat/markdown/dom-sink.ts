import { directionOf } from './direction';
import { DomNodes, joined, type NodeFactory } from './dom-nodes';
import { Parts } from './parts';
import type { Block, Inline, Sink } from './tree';

interface OpenBlock {
  /** What the block adds to its parent; `inner` is where its content goes. */
  outer: Element;
  inner: Element;
  /** Nodes at the end that the next piece replaces. */
  momentary: ChildNode[];
  /** The last node, as long as it is settled text that may grow. */
  text: Text | undefined;
  /** Of what has many children: list items, rows. */
  parts: Parts | undefined;
  /** What holds all of its text; `inner` becomes the last part of it. */
  whole: Element;
  /** How much text is in the last part, and whether the next text begins a further one. */
  letters: number;
  isFull: boolean;
  /** A list or a quote whose direction its first words tell. */
  isUndirected: boolean;
  /** What there is to do once the block is closed: the block itself, or formulas and images in its text. */
  late: Element[];
}

type Built = Pick<OpenBlock, 'outer' | 'inner'> & { parts?: Parts };

/**
 * Told of code (`[data-code]`), formulas (`[data-math]`), tables (`[data-table]`) and images (`[data-image]`) that are
 * final, and at the end of parts whose height is a guess (`[data-passed]`).
 */
export type OnSettled = (element: Element) => void;

/** What is known of a part that is not laid out; `heightOf` judges its height by it. */
export interface Guess {
  letters: number;
  blocks: number;
}

/** A longer text node is followed by a new one: the browser lays out again what has changed. */
const TEXT_NODE = 2000;
/**
 * After so much text a block goes on in a further part, laid out for itself: code at the end of a line, prose behind a
 * space. Prose rarely gets there, and shows it by one short line.
 */
const CODE_PART = 2000;
const PROSE_PART = 8000;
/** So many blocks share a box that is laid out, painted and skipped as one. */
export const BLOCKS = 8;
/** Of the parts that came full in one piece of a stream, the last ones are more than a screen. */
const SCREEN = 3;

/**
 * A sink that builds DOM nodes inside `target`. Text becomes text nodes and nothing else, so no
 * markup of a model is ever parsed; links lead only where `safeHref` allows; images are not loaded,
 * they become links. Closed blocks are not touched again.
 */
export class DomSink implements Sink {
  readonly #nodes: DomNodes;
  readonly #factory: NodeFactory;
  readonly #open: OpenBlock[] = [];
  readonly #target: Element;
  #part: HTMLElement | undefined;
  #blocks = 0;
  /** Of the item that begins a part: what is skipped while out of sight leaves no numbers to go on from. */
  #number: number | undefined;
  /** How many of the open blocks have no direction yet. */
  #undirected = 0;
  /** Full parts that are on screen since the last `begin`, and those that are not yet. */
  #shown: HTMLElement[] = [];
  #full: HTMLElement[] = [];
  /** What begins a stream may be a message that is there as a whole. */
  #begun = 0;
  /** Parts that nobody has seen yet. */
  readonly #passed: HTMLElement[] = [];
  #isOver = false;
  readonly #onSettled: OnSettled;

  constructor(target: Element, factory: NodeFactory, onSettled: OnSettled = () => {}) {
    this.#target = target;
    this.#nodes = new DomNodes(factory);
    this.#factory = factory;
    this.#onSettled = onSettled;
  }

  /** Parts that are full and have been laid out may be skipped while they are out of sight: their height is known. */
  begin(): void {
    this.#begun += 1;
    const wasBurst = this.#shown.length > SCREEN;
    for (const part of this.#shown)
      if (wasBurst) this.passOver(part);
      else settle(part, 'data-settled');
    this.#shown = this.#full;
    this.#full = [];
  }

  open(block: Block): void {
    const { outer, inner, parts } = this.#build(block);
    this.#parent(block).append(outer);
    if (this.#number !== undefined) outer.setAttribute('value', String(this.#number));
    this.#number = undefined;
    const late = ['math', 'code', 'table'].includes(block.type) ? [outer] : [];
    const isUndirected = block.type === 'list' || block.type === 'quote';
    if (isUndirected) this.#undirected += 1;
    const text = {
      momentary: [],
      text: undefined,
      whole: inner,
      letters: 0,
      isFull: false,
      isUndirected,
    };
    this.#open.push({ outer, inner, parts, late, ...text });
  }

  close(): void {
    const block = this.#open.pop();
    if (block?.isUndirected) this.#undirected -= 1;
    if (block?.outer.hasAttribute('data-table')) block.parts?.join();
    block?.late.forEach(this.#onSettled);
  }

  flush(): void {}

  /** A part of its own, for so much that is built later; until then it has the height that this seems to need. */
  room(guess: Guess): HTMLElement {
    if (this.#part) this.#full.push(this.#part);
    this.#part = undefined;
    const part = this.#nodes.append(this.#target, 'div', { 'data-part': '', 'data-held': '' });
    part.style.minBlockSize = `${heightOf(guess)}px`;
    return part;
  }

  /** What fills such a part: all that is written to it lies in there. */
  within(part: HTMLElement): Sink {
    part.removeAttribute('data-held');
    part.style.minBlockSize = '';
    const sink = new DomSink(part, this.#factory, this.#onSettled);
    sink.#part = part;
    sink.#blocks = -Infinity;
    return sink;
  }

  end(): void {
    this.#isOver = true;
    this.#passed.splice(0).forEach(this.#onSettled);
  }

  discard(): void {
    const block = this.#open.pop();
    if (block?.isUndirected) this.#undirected -= 1;
    block?.outer.remove();
  }

  inline(settled: readonly Inline[], momentary: readonly Inline[]): void {
    const block = this.#open.at(-1);
    if (!block) return;
    for (const node of block.momentary) node.remove();
    block.momentary = [];
    if (this.#undirected > 0) this.#direct(settled);
    for (const node of joined(settled)) this.#settle(block, node);
    block.late.push(...this.#nodes.takeLate());
    block.momentary = joined(momentary).map((node) => this.#nodes.node(node));
    // What is shown for the moment is not settled.
    this.#nodes.takeLate();
    block.inner.append(...block.momentary);
  }

  verbatim(text: string): void {
    const block = this.#open.at(-1);
    if (block?.whole.localName === 'code') this.#grow(block, text, CODE_PART, '\n');
    else if (block) this.#addText(block, text);
  }

  /**
   * A list is told which way it goes: with `dir="auto"` a browser would look through all of it each time something is added,
   * and find nothing, because texts that have a direction of their own don't count.
   */
  #direct(nodes: readonly Inline[]): void {
    const direction = directionOf(nodes);
    if (!direction) return;
    for (const block of this.#open) {
      if (!block.isUndirected) continue;
      block.isUndirected = false;
      block.outer.setAttribute('dir', direction);
    }
    this.#undirected = 0;
  }

  #settle(block: OpenBlock, node: Inline): void {
    if (node.type === 'text') return this.#grow(block, node.text, PROSE_PART, ' ');
    if (block.isFull) this.#beginPart(block);
    block.text = undefined;
    block.inner.append(this.#nodes.node(node));
  }

  /** Adds text for good; a part that has `most` letters ends behind the next `end`. */
  #grow(block: OpenBlock, text: string, most: number, end: string): void {
    for (let at = 0; at < text.length;) {
      if (block.isFull) this.#beginPart(block);
      const found = text.indexOf(end, at + Math.max(0, most - block.letters));
      const stop = found < 0 ? text.length : found + 1;
      this.#addText(block, text.slice(at, stop));
      block.letters += stop - at;
      block.isFull = found >= 0;
      at = stop;
    }
  }

  #beginPart(block: OpenBlock): void {
    block.inner = this.#nodes.append(block.whole, 'span', { 'data-part': '' });
    block.text = undefined;
    block.letters = 0;
    block.isFull = false;
  }

  #addText(block: OpenBlock, text: string): void {
    const { text: last } = block;
    // Half a surrogate pair waits for the other half.
    if (last && (last.length < TEXT_NODE || /[\ud800-\udbff]$/.test(last.data))) {
      last.appendData(text);
      return;
    }
    block.text = this.#nodes.text(text);
    block.inner.append(block.text);
  }

  #parent(block: Block): Element {
    const last = this.#open.at(-1);
    if (!last) return this.#rootPart();
    if (block.type !== 'row') return last.parts?.grow() ?? last.inner;
    if (block.header) return this.#nodes.append(last.inner, 'thead');
    last.parts ??= this.#bodies(last.inner);
    return last.parts.grow();
  }

  #rootPart(): Element {
    if (!this.#part || this.#blocks === BLOCKS) {
      if (this.#part) this.#full.push(this.#part);
      if (this.#begun > 1) this.passOver(this.#full.at(-SCREEN - 1));
      this.#part = this.#nodes.append(this.#target, 'div', { 'data-part': '' });
      this.#blocks = 0;
    }
    this.#blocks += 1;
    return this.#part;
  }

  /**
   * What comes faster than it can be shown is above the view before it was seen: it takes as much room as it seems to need,
   * and is laid out later.
   */
  passOver(part: HTMLElement | undefined): void {
    if (!part || part.hasAttribute('data-passed')) return;
    settle(part, 'data-passed');
    if (this.#isOver) this.#onSettled(part);
    else this.#passed.push(part);
  }

  /** While it grows, a long table goes on in further ones below it, whose columns are as wide as its own. */
  #bodies(table: Element): Parts {
    const first = { outer: table, inner: this.#nodes.append(table, 'tbody') };
    let widths: number[] | undefined;
    return new Parts(first, () => {
      widths ??= columnWidths(table);
      const outer = this.#nodes.append(table.parentElement ?? this.#target, 'table', {
        'data-part': '',
      });
      outer.style.width = `${widths.reduce((sum, width) => sum + width, 0)}px`;
      const columns = this.#nodes.append(outer, 'colgroup');
      for (const width of widths) this.#nodes.append(columns, 'col').style.width = `${width}px`;
      return { outer, inner: this.#nodes.append(outer, 'tbody') };
    });
  }

  #build(block: Block): Built {
    switch (block.type) {
      case 'code':
        return this.#code(block.language);
      case 'table': {
        // A wide table scrolls in its own box; the focus lets the keyboard do so.
        const outer = this.#nodes.element('div', {
          'data-table': '',
          role: 'group',
          'aria-label': 'Table',
          tabindex: '0',
        });
        return { outer, inner: this.#nodes.append(outer, 'table') };
      }
      case 'list':
        return this.#list(block.start);
      case 'item':
        return this.#item(block.checked);
      default: {
        const outer = this.#plain(block);
        return { outer, inner: outer };
      }
    }
  }

  #plain(block: Exclude<Block, { type: 'code' | 'item' | 'list' | 'table' }>): HTMLElement {
    switch (block.type) {
      case 'heading':
        // Below the headings of the page.
        return this.#nodes.element(`h${Math.min(block.level + 2, 6)}`, {
          dir: 'auto',
          'data-level': String(block.level),
        });
      case 'cell': {
        const scope = block.header ? { scope: 'col' } : {};
        const align = block.align ? { 'data-align': block.align } : {};
        return this.#nodes.element(block.header ? 'th' : 'td', { dir: 'auto', ...scope, ...align });
      }
      case 'math':
        return this.#nodes.element('div', { 'data-math': 'block', dir: 'ltr' });
      case 'row':
        return this.#nodes.element('tr');
      case 'rule':
        return this.#nodes.element('hr');
      case 'quote':
        return this.#nodes.element('blockquote');
      default:
        return this.#nodes.element('p', { dir: 'auto' });
    }
  }

  /** The items after the first ones lie in boxes without a meaning of their own: it stays one list. */
  #list(start: number | undefined): Built {
    const outer =
      start === undefined
        ? this.#nodes.element('ul')
        : this.#nodes.element('ol', { start: String(start) });
    let last: HTMLElement | undefined;
    const parts = new Parts({ outer, inner: outer }, (count) => {
      if (last) this.#full.push(last);
      const part = this.#nodes.append(outer, 'div', { 'data-part': '', role: 'none' });
      last = part;
      if (start !== undefined) this.#number = start + count;
      return { outer: part, inner: part };
    });
    return { outer, inner: outer, parts };
  }

  #item(checked: boolean | undefined): Built {
    const outer = this.#nodes.element('li');
    if (checked === undefined) return { outer, inner: outer };
    outer.setAttribute('data-task', '');
    this.#nodes.append(outer, 'input', {
      type: 'checkbox',
      disabled: '',
      'aria-label': checked ? 'Done' : 'To do',
      ...(checked && { checked: '' }),
    });
    return { outer, inner: this.#nodes.append(outer, 'div') };
  }

  #code(language: string): Built {
    const outer = this.#nodes.element('figure', { 'data-code': language });
    const caption = this.#nodes.append(outer, 'figcaption');
    this.#nodes.append(caption, 'span').append(this.#nodes.text(language || 'Code'));
    const button = this.#nodes.append(caption, 'button', { type: 'button', 'data-copy': '' });
    button.append(this.#nodes.text('Copy'));
    const pre = this.#nodes.append(outer, 'pre', { dir: 'ltr', tabindex: '0' });
    return { outer, inner: this.#nodes.append(pre, 'code') };
  }
}

/** A browser that has laid it out keeps its height; one that has not takes this one. */
function settle(part: HTMLElement, name: 'data-passed' | 'data-settled'): void {
  const guess = { letters: part.textContent?.length ?? 0, blocks: part.childElementCount };
  part.style.containIntrinsicBlockSize = `auto ${heightOf(guess)}px`;
  part.setAttribute(name, '');
}

/**
 * In CSS pixels, as prose in the reader's column takes it, and rather less: what turns out to be higher moves nothing that
 * is above it, while a page that shrinks takes the view along.
 */
export function heightOf({ letters, blocks }: Guess): number {
  return Math.round((letters / 100) * 24 + blocks * 12);
}

/** In CSS pixels. It lays the page out, once for so many rows. */
function columnWidths(table: Element): number[] {
  const cells = table.firstElementChild?.firstElementChild?.children ?? [];
  return Array.from(cells, (cell) => cell.getBoundingClientRect().width);
}
