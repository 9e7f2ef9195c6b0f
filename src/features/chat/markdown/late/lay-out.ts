/** Lays out a part that was passed over: its height was a guess, and is known from then on. */
export function layOut(part: HTMLElement): void {
  part.removeAttribute('data-passed');
  part.style.containIntrinsicBlockSize = `auto ${part.offsetHeight}px`;
  part.setAttribute('data-settled', '');
}
