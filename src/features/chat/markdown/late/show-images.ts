import type { FetchedImage } from './fetch-image';
import { imageSource, type ImageSource } from './image-source';
import { made, tool } from './made';
import type { NearView } from '../near-view';
import { whenWritten } from './when-written';

type Remote = Extract<ImageSource, { kind: 'remote' }>;

export interface ImageTools {
  near: NearView;
  isAllowed(origin: string): boolean;
  fetchImage(source: Remote): Promise<FetchedImage>;
}

/**
 * Shows the images of an answer: those that lie in its text, and those from origins that a person has allowed. Any other
 * stays a link, with a button that names whom it would ask.
 */
export function createImages({ near, isAllowed, fetchImage }: ImageTools) {
  const load = (link: Element, source: Remote): void =>
    // What a model writes must not send a part of it away before it can be read as a whole.
    whenWritten(link, async () => {
      const image = await fetchImage(source);
      if (!link.isConnected) return;
      if (image.kind === 'image') await draw(link, image.url);
      else tell(link, image.words);
    });

  const show = (link: Element): void => {
    const source = sourceOf(link);
    if (source?.kind === 'data') void draw(link, source.address);
    else if (source && isAllowed(source.origin)) load(link, source);
    else if (source) offer(link, source);
  };

  return {
    show: (link: Element): void => near(link, () => show(link)),
    /** Takes away what asks for an origin that was allowed, and shows its images. */
    allowed(page: Document, origin: string): void {
      for (const button of page.querySelectorAll(`[data-tool="${ALLOW_IMAGES}"]`)) {
        const link = button.previousElementSibling;
        if (button.getAttribute('data-origin') !== origin || !link) continue;
        button.remove();
        near(link, () => show(link));
      }
    },
  };
}

export const ALLOW_IMAGES = 'allow-images';

function sourceOf(link: Element): ImageSource | undefined {
  return imageSource(link.getAttribute('data-image') || (link.getAttribute('href') ?? ''));
}

function offer(link: Element, { origin, host }: Remote): void {
  const words = `Show images from ${host}`;
  link.after(tool(link.ownerDocument, ALLOW_IMAGES, words, { 'data-origin': origin }));
}

/** In place of the link, once its size is known. */
async function draw(link: Element, address: string): Promise<void> {
  const page = link.ownerDocument;
  const words = link.textContent;
  const image = made(page, 'img', { alt: words.replace(/^Image(?:: )?/, '') });
  image.src = address;
  try {
    await image.decode();
  } catch {
    tell(link, 'Not shown: the browser cannot read this image.');
    return;
  }
  const button = tool(page, 'enlarge', '', { 'aria-label': `${words}, open it large` });
  button.append(image);
  link.after(button);
  link.setAttribute('hidden', '');
}

function tell(link: Element, words: string): void {
  link.after(made(link.ownerDocument, 'span', { 'data-note': '' }, words));
}
