// As much of a page as the streaming parsers write to. It does nothing else, so that their own work is what is measured.

class TinyText {
  /** @type {TinyElement | undefined} */
  parent;

  /** @param {string} data */
  constructor(data) {
    this.data = data;
  }

  get length() {
    return this.data.length;
  }

  /** @param {string} text */
  appendData(text) {
    this.data += text;
  }

  remove() {
    this.parent?.drop(this);
  }

  get html() {
    return escaped(this.data);
  }
}

/** @typedef {TinyText | TinyElement} TinyNode */

class TinyElement {
  /** @type {TinyElement | undefined} */
  parent;
  /** @type {TinyNode[]} */
  childNodes = [];
  /** Name and value in turns. @type {string[]} */
  #attributes = [];

  /** @param {string} name */
  constructor(name) {
    this.localName = name;
    this.tagName = name.toUpperCase();
  }

  get style() {
    return {};
  }

  get parentElement() {
    return this.parent;
  }

  get children() {
    return this.childNodes.filter((child) => child instanceof TinyElement);
  }

  get firstElementChild() {
    return this.childNodes.find((child) => child instanceof TinyElement);
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.#attributes.push(name, value);
  }

  /** @param {string} name */
  hasAttribute(name) {
    return this.#attributes.includes(name);
  }

  getBoundingClientRect() {
    return { width: 100 };
  }

  /** @param {TinyNode[]} nodes */
  append(...nodes) {
    for (const node of nodes) this.appendChild(node);
  }

  /** @template {TinyNode} Node @param {Node} node */
  appendChild(node) {
    node.parent?.drop(node);
    node.parent = this;
    this.childNodes.push(node);
    return node;
  }

  replaceChildren() {
    this.childNodes = [];
  }

  remove() {
    this.parent?.drop(this);
  }

  /** @param {TinyNode} node */
  drop(node) {
    // What is taken away stood at the end, nearly always.
    this.childNodes.splice(this.childNodes.lastIndexOf(node), 1);
    node.parent = undefined;
  }

  /** @returns {string} */
  get html() {
    const attributes = this.#attributes.map((text, at) =>
      at % 2 === 0 ? ` ${text}` : `="${escaped(text)}"`,
    );
    const inner = this.childNodes.map((child) => child.html).join('');
    return `<${this.localName}${attributes.join('')}>${inner}</${this.localName}>`;
  }
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export const tinyDocument = {
  /** @param {string} name */
  createElement: (name) => new TinyElement(name),
  /** @param {string} text */
  createTextNode: (text) => new TinyText(text),
};
