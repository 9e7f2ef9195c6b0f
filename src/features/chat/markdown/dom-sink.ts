import { safeHref, shownAddress } from './links';
import type { Block, Inline, Sink } from './tree';

/** What is needed of a `Document`. */
export type NodeFactory = Pick<Document, 'createElement' | 'createTextNode'>;

interface OpenBlock {
  /** What the block adds to its parent; `inner` is where its content goes. */
  outer: Element;
  inner: Element;
  /** Nodes at the end that the next piece replaces. */
  momentary: ChildNode[];
  /** The last node, as long as it is settled text that may grow. */
  text: Text | undefined;
}

/** A longer text node is followed by a new one: the browser lays out again what has changed. */
const TEXT_NODE = 2000;

/**
 * A sink that builds DOM nodes inside `target`. Text becomes text nodes and nothing else, so no
 * markup of a model is ever parsed; links lead only where `safeHref` allows; images are not loaded,
 * they become links. Closed blocks are not touched again.
 */
export class DomSink implements Sink {
  readonly #factory: NodeFactory;
  readonly #open: OpenBlock[] = [];
  readonly #target: Element;

  constructor(target: Element, factory: NodeFactory) {
    this.#target = target;
    this.#factory = factory;
  }

  open(block: Block): void {
    const { outer, inner } = this.#build(block);
    this.#parent(block).append(outer);
    this.#open.push({ outer, inner, momentary: [], text: undefined });
  }

  close(): void {
    this.#open.pop();
  }

  discard(): void {
    this.#open.pop()?.outer.remove();
  }

  inline(settled: readonly Inline[], momentary: readonly Inline[]): void {
    const block = this.#open.at(-1);
    if (!block) return;
    for (const node of block.momentary) node.remove();
    block.momentary = [];
    for (const node of joined(settled)) this.#settle(block, node);
    block.momentary = joined(momentary).map((node) => this.#node(node));
    block.inner.append(...block.momentary);
  }

  verbatim(text: string): void {
    const block = this.#open.at(-1);
    if (block) this.#addText(block, text);
  }

  #settle(block: OpenBlock, node: Inline): void {
    if (node.type === 'text') return this.#addText(block, node.text);
    block.text = undefined;
    block.inner.append(this.#node(node));
  }

  #addText(block: OpenBlock, text: string): void {
    const { text: last } = block;
    // Half a surrogate pair waits for the other half.
    if (last && (last.length < TEXT_NODE || /[\ud800-\udbff]$/.test(last.data))) {
      last.appendData(text);
      return;
    }
    block.text = this.#factory.createTextNode(text);
    block.inner.append(block.text);
  }

  #parent({ type }: Block): Element {
    const parent = this.#open.at(-1)?.inner ?? this.#target;
    if (type !== 'row') return parent;
    // The first row is the head, and the second one opens the body.
    const last = parent.lastElementChild;
    if (last?.localName === 'tbody') return last;
    return this.#append(parent, last ? 'tbody' : 'thead');
  }

  #append(parent: Element, name: string, attributes: Record<string, string> = {}): HTMLElement {
    const element = this.#element(name, attributes);
    parent.append(element);
    return element;
  }

  #element(name: string, attributes: Record<string, string> = {}): HTMLElement {
    const element = this.#factory.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  #build(block: Block): Pick<OpenBlock, 'outer' | 'inner'> {
    switch (block.type) {
      case 'code':
        return this.#code(block.language);
      case 'table': {
        // A wide table scrolls in its own box; the focus lets the keyboard do so.
        const outer = this.#element('div', {
          'data-table': '',
          role: 'group',
          'aria-label': 'Table',
          tabindex: '0',
        });
        return { outer, inner: this.#append(outer, 'table') };
      }
      case 'item':
        return this.#item(block.checked);
      default: {
        const outer = this.#plain(block);
        return { outer, inner: outer };
      }
    }
  }

  #plain(block: Exclude<Block, { type: 'code' | 'item' | 'table' }>): HTMLElement {
    switch (block.type) {
      case 'heading':
        // Below the headings of the page.
        return this.#element(`h${Math.min(block.level + 2, 6)}`, {
          dir: 'auto',
          'data-level': String(block.level),
        });
      case 'list':
        if (block.start === undefined) return this.#element('ul', { dir: 'auto' });
        return this.#element('ol', { dir: 'auto', start: String(block.start) });
      case 'cell': {
        const scope = block.header ? { scope: 'col' } : {};
        const align = block.align ? { 'data-align': block.align } : {};
        return this.#element(block.header ? 'th' : 'td', { dir: 'auto', ...scope, ...align });
      }
      case 'math':
        return this.#element('div', { 'data-math': 'block', dir: 'ltr' });
      case 'row':
        return this.#element('tr');
      case 'rule':
        return this.#element('hr');
      default:
        return this.#element(block.type === 'quote' ? 'blockquote' : 'p', { dir: 'auto' });
    }
  }

  #item(checked: boolean | undefined): Pick<OpenBlock, 'outer' | 'inner'> {
    const outer = this.#element('li');
    if (checked === undefined) return { outer, inner: outer };
    outer.setAttribute('data-task', '');
    this.#append(outer, 'input', {
      type: 'checkbox',
      disabled: '',
      'aria-label': checked ? 'Done' : 'To do',
      ...(checked && { checked: '' }),
    });
    return { outer, inner: this.#append(outer, 'div') };
  }

  #code(language: string): Pick<OpenBlock, 'outer' | 'inner'> {
    const outer = this.#element('figure', { 'data-code': '' });
    const caption = this.#append(outer, 'figcaption');
    this.#append(caption, 'span').append(this.#factory.createTextNode(language || 'Code'));
    const button = this.#append(caption, 'button', { type: 'button', 'data-copy': '' });
    button.append(this.#factory.createTextNode('Copy'));
    const pre = this.#append(outer, 'pre', { dir: 'ltr', tabindex: '0' });
    return { outer, inner: this.#append(pre, 'code') };
  }

  #node(node: Inline): ChildNode {
    switch (node.type) {
      case 'text':
        return this.#factory.createTextNode(node.text);
      case 'break':
        return this.#element('br');
      case 'code':
        return this.#words('code', node.text);
      case 'math':
        return this.#words('span', node.source, {
          'data-math': node.display ? 'display' : 'inline',
          dir: 'ltr',
        });
      case 'link':
        return this.#link(node.address, node.children);
      case 'image':
        return this.#link(node.address, [
          { type: 'text', text: node.alt ? `Image: ${node.alt}` : 'Image' },
        ]);
      default:
        return this.#inlineElement(elements[node.type], node.children);
    }
  }

  #words(name: string, text: string, attributes: Record<string, string> = {}): HTMLElement {
    const element = this.#element(name, attributes);
    element.append(this.#factory.createTextNode(text));
    return element;
  }

  #link(address: string, children: readonly Inline[]): HTMLElement {
    const href = safeHref(address);
    if (!href) {
      const shown = address ? ` (${shownAddress(address)})` : '';
      return this.#inlineElement('span', [...children, { type: 'text', text: shown }]);
    }
    const link = this.#inlineElement('a', children.map(unlinked));
    link.setAttribute('href', href);
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer nofollow');
    return link;
  }

  #inlineElement(name: string, children: readonly Inline[]): HTMLElement {
    const element = this.#element(name);
    element.append(...joined(children).map((child) => this.#node(child)));
    return element;
  }
}

const elements = { emphasis: 'em', strong: 'strong', strike: 's' } as const;

/** An image inside a link is words only: a link holds no other. */
function unlinked(node: Inline): Inline {
  if (node.type === 'image') return { type: 'text', text: `Image: ${node.alt}` };
  return 'children' in node ? { ...node, children: node.children.map(unlinked) } : node;
}

/** Neighbouring texts as one. */
function joined(nodes: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === 'text' && last?.type === 'text') {
      result[result.length - 1] = { type: 'text', text: last.text + node.text };
    } else result.push(node);
  }
  return result;
}
