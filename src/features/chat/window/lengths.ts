/** The room above the first child, in CSS pixels. */
export function paddingTop(element: Element | undefined): number {
  return (element && Number.parseFloat(getComputedStyle(element).paddingTop)) || 0;
}

/** Where the element begins in the view, in CSS pixels. */
export function topOf(element: Element): number {
  return element.getBoundingClientRect().top;
}

/** Sets a length in CSS pixels, and none where it is next to nothing; what is set already is not touched. */
export function setLength(
  element: HTMLElement,
  name: 'marginBlockStart' | 'blockSize',
  length: number,
): void {
  const text = Math.abs(length) < 0.01 ? '' : `${length}px`;
  if (element.style[name] !== text) element.style[name] = text;
}
