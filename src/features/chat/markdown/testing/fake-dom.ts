import type { NodeFactory } from '../dom-nodes';

/** How often nodes were made, changed, moved or taken away. */
export interface Counts {
  touched: number;
  elements: Record<string, number>;
}

class FakeText {
  parent: FakeElement | undefined;
  data: string;
  readonly #counts: Counts;

  constructor(data: string, counts: Counts) {
    this.data = data;
    this.#counts = counts;
  }

  get length(): number {
    return this.data.length;
  }

  appendData(text: string): void {
    this.#counts.touched += 1;
    this.data += text;
  }

  remove(): void {
    this.#counts.touched += 1;
    this.parent?.drop(this);
  }

  get textContent(): string {
    return this.data;
  }

  get html(): string {
    return this.data.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
}

type FakeNode = FakeText | FakeElement;

/** The few members of an element that the sink uses; it knows no `innerHTML`. */
export class FakeElement {
  parent: FakeElement | undefined;
  readonly localName: string;
  readonly children: FakeNode[] = [];
  readonly attributes = new Map<string, string>();
  readonly #counts: Counts;

  constructor(name: string, counts: Counts) {
    this.localName = name;
    this.#counts = counts;
  }

  readonly style = {};

  get childNodes(): FakeNode[] {
    return this.children;
  }

  get firstElementChild(): FakeElement | null {
    return this.children.find((child) => child instanceof FakeElement) ?? null;
  }

  getBoundingClientRect(): { width: number } {
    return { width: 0 };
  }

  get parentElement(): FakeElement | undefined {
    return this.parent;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }

  get lastElementChild(): FakeElement | null {
    return this.children.findLast((child) => child instanceof FakeElement) ?? null;
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  append(...nodes: FakeNode[]): void {
    for (const node of nodes) {
      this.#counts.touched += 1;
      node.parent?.drop(node);
      node.parent = this;
      this.children.push(node);
    }
  }

  remove(): void {
    this.#counts.touched += 1;
    this.parent?.drop(this);
  }

  drop(node: FakeNode): void {
    this.children.splice(this.children.indexOf(node), 1);
    node.parent = undefined;
  }

  get textContent(): string {
    return this.children.map((child) => child.textContent).join('');
  }

  get html(): string {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${value}"`).join('');
    const inner = this.children.map((child) => child.html).join('');
    return `<${this.localName}${attributes}>${inner}</${this.localName}>`;
  }

  /** All elements of a name below this one. */
  all(name: string): FakeElement[] {
    return this.children.flatMap((child) => {
      if (!(child instanceof FakeElement)) return [];
      return [...(child.localName === name ? [child] : []), ...child.all(name)];
    });
  }
}

/** A page that counts what is done to it. */
export function fakeDom(): { target: Element & FakeElement; factory: NodeFactory; counts: Counts } {
  const counts: Counts = { touched: 0, elements: {} };
  const factory = {
    createElement(name: string) {
      counts.elements[name] = (counts.elements[name] ?? 0) + 1;
      return new FakeElement(name, counts);
    },
    createTextNode: (text: string) => new FakeText(text, counts),
  } as unknown as NodeFactory;
  const target = new FakeElement('div', counts) as unknown as Element & FakeElement;
  return { target, factory, counts };
}
