/** From now on, what is copied holds the TeX of formulas instead of the signs they were drawn with. */
export function copySource(page: Document): void {
  page.addEventListener('copy', (event) => {
    const selection = page.getSelection();
    const { clipboardData } = event;
    if (event.defaultPrevented || !clipboardData || !selection?.rangeCount) return;
    const range = wholeFormulas(selection.getRangeAt(0));
    const copied = range.cloneContents();
    const formulas = copied.querySelectorAll('[data-tex]');
    if (formulas.length === 0) return;
    for (const formula of formulas) {
      formula.textContent = formula.getAttribute('data-tex');
      // It looks, and keeps its lines, as before it was drawn.
      formula.removeAttribute('data-tex');
    }
    // No words of the page's own: the browser leaves buttons out too.
    for (const button of copied.querySelectorAll('button')) button.remove();
    const { text, html } = rendered(copied, elementOf(range.commonAncestorContainer));
    clipboardData.setData('text/plain', text);
    clipboardData.setData('text/html', html);
    event.preventDefault();
  });
}

/** A formula is taken as a whole or not at all. */
function wholeFormulas(selected: Range): Range {
  const range = selected.cloneRange();
  const first = elementOf(range.startContainer)?.closest('[data-tex]');
  if (first) range.setStartBefore(first);
  const last = elementOf(range.endContainer)?.closest('[data-tex]');
  if (last) range.setEndAfter(last);
  return range;
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** As the browser would copy it: only what is laid out tells where its lines end. */
function rendered(
  content: DocumentFragment,
  place: Element | null,
): { text: string; html: string } {
  const box = content.ownerDocument.createElement('div');
  box.className = 'visually-hidden';
  box.append(content);
  place?.append(box);
  const copied = { text: box.innerText, html: box.innerHTML };
  box.remove();
  return copied;
}
