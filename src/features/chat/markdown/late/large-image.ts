import { showModal } from '../../../../ui/modal';
import { made, tool } from './made';

/** Opens the image of a button over the page; any click and Esc close it, and the focus goes back. */
export function openLarge(button: Element): void {
  const shown = button.querySelector('img');
  if (!shown) return;
  const page = button.ownerDocument;
  const dialog = made(page, 'dialog', { 'data-large': '', 'aria-label': shown.alt || 'Image' });
  const image = made(page, 'img', { alt: shown.alt });
  image.src = shown.src;
  dialog.append(image, tool(page, 'close', 'Close'));
  dialog.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  page.body.append(dialog);
  showModal(dialog);
}
