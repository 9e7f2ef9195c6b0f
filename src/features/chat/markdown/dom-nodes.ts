import { isDataImage, safeHref, shownAddress } from './links';
import type { Inline } from './tree';

/** What is needed of a `Document`. */
export type NodeFactory = Pick<Document, 'createElement' | 'createTextNode'>;

/** Builds elements, and what stands inside a line of text. Images are not loaded, they become links. */
export class DomNodes {
  readonly #factory: NodeFactory;
  /** Formulas and images made since the last call of `takeLate`. */
  #late: Element[] = [];

  constructor(factory: NodeFactory) {
    this.#factory = factory;
  }

  takeLate(): Element[] {
    return this.#late.splice(0);
  }

  text(text: string): Text {
    return this.#factory.createTextNode(text);
  }

  append(parent: Element, name: string, attributes: Record<string, string> = {}): HTMLElement {
    const element = this.element(name, attributes);
    parent.append(element);
    return element;
  }

  element(name: string, attributes: Record<string, string> = {}): HTMLElement {
    const element = this.#factory.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  node(node: Inline): ChildNode {
    switch (node.type) {
      case 'text':
        return this.text(node.text);
      case 'break':
        return this.element('br');
      case 'code':
        return this.#words('code', node.text);
      case 'math':
        return this.#formula(node.source, node.display);
      case 'link':
        return this.#link(node.address, node.children);
      case 'image':
        return this.#image(node.address, node.alt);
      default:
        return this.#inlineElement(elements[node.type], node.children);
    }
  }

  #formula(source: string, display: boolean): HTMLElement {
    const kind = display ? 'display' : 'inline';
    const formula = this.#words('span', source, { 'data-math': kind, dir: 'ltr' });
    this.#late.push(formula);
    return formula;
  }

  #image(address: string, alt: string): HTMLElement {
    const isData = isDataImage(address);
    // An image in the text itself has no address that anyone would read.
    const image = this.#link(isData ? '' : address, [
      { type: 'text', text: alt ? `Image: ${alt}` : 'Image' },
    ]);
    image.setAttribute('data-image', isData ? address : '');
    this.#late.push(image);
    return image;
  }

  #words(name: string, text: string, attributes: Record<string, string> = {}): HTMLElement {
    const element = this.element(name, attributes);
    element.append(this.text(text));
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
    const element = this.element(name);
    element.append(...joined(children).map((child) => this.node(child)));
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
export function joined(nodes: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === 'text' && last?.type === 'text') {
      result[result.length - 1] = { type: 'text', text: last.text + node.text };
    } else result.push(node);
  }
  return result;
}
