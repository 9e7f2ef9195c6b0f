import { followHeight } from './follow-height';
import { stylePage } from './page-style';
import type { Say, Shown } from './program';

/** Shows a drawing as an image, in which nothing runs or loads. Throws, in words, where it is none. */
export async function showSvg({ source }: Shown, say: Say): Promise<void> {
  // By the parser for HTML, which forgives what models forget: the namespace, a quote.
  const drawing = new DOMParser().parseFromString(source, 'text/html').querySelector('svg');
  if (!drawing) throw new Error('There is no <svg> element in it.');
  const text = new XMLSerializer().serializeToString(drawing);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  image.alt = drawing.querySelector('title')?.textContent.trim() || 'Drawing';
  await image.decode().catch(() => {
    throw new Error('The browser cannot draw this SVG.');
  });
  // What a drawing does not colour is black, whatever the theme.
  stylePage('light');
  document.body.append(image);
  followHeight(say);
}
