import { tool } from './made';

/** Puts a button beside Copy that breaks the long lines of a block of code, or leaves them long. */
export function addWrap(figure: Element): void {
  const page = figure.ownerDocument;
  const wraps = Boolean(figure.parentElement?.closest('[data-wrap]'));
  const button = tool(page, 'wrap', 'Wrap', { 'aria-pressed': String(wraps) });
  figure.querySelector('[data-copy]')?.before(button);
}

/** Turns it for one block; answers what is so from now on. */
export function turnWrap(button: Element): boolean {
  const wraps = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(wraps));
  button.closest('figure')?.setAttribute('data-wrap', wraps ? 'on' : 'off');
  return wraps;
}
