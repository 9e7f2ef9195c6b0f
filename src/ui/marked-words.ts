import { createRenderEffect } from 'solid-js';

/** A text, and where in it what was looked for stands: `[from, to)`, in order, without overlaps. */
export interface MarkedWords {
  text: string;
  marks: readonly (readonly [number, number])[];
}

/**
 * Keeps a text in an element, with the words that were looked for marked. At each key press the nodes stay, and only those
 * are touched whose words are others: plain text and marks take turns, and a plain part may be empty.
 */
export function markedWords(of: () => MarkedWords): (element: Element) => void {
  return (element) => createRenderEffect(() => write(element, of()));
}

function write(element: Element, { text, marks }: MarkedWords): void {
  let end = 0;
  let count = 0;
  for (const [from, to] of marks) {
    setText(textAt(element, count), text.slice(end, from));
    setText(textAt(markAt(element, count + 1), 0), text.slice(from, to));
    count += 2;
    end = to;
  }
  setText(textAt(element, count), text.slice(end));
  while (element.childNodes.length > count + 1) element.lastChild?.remove();
}

function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function textAt(element: Element, at: number): Text {
  const known = element.childNodes[at];
  return known instanceof Text ? known : element.appendChild(document.createTextNode(''));
}

function markAt(element: Element, at: number): Element {
  const known = element.childNodes[at];
  return known instanceof Element ? known : element.appendChild(document.createElement('mark'));
}
