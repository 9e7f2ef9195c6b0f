import type { Fetch } from '../../../../lib/fetch';
import { imageType, type ImageSource } from './image-source';

type Remote = Extract<ImageSource, { kind: 'remote' }>;

/** An address inside of this page, or why there is none. */
export type FetchedImage = { kind: 'image'; url: string } | { kind: 'problem'; words: string };

const LARGEST = 20_000_000;
/** So many stay in memory. */
const MOST = 60;
const TIMEOUT_MS = 60_000;

/**
 * Fetches images from origins that were allowed, each once: without cookies, without a referrer, and never on to another
 * address, which nobody has allowed. What became of one is kept until the page is left.
 */
export function createImageFetcher(fetch: Fetch): (source: Remote) => Promise<FetchedImage> {
  const known = new Map<string, Promise<FetchedImage>>();
  return (source) => {
    const before = known.get(source.address);
    if (before) return before;
    const image = fetchImage(source, fetch);
    known.set(source.address, image);
    if (known.size > MOST) forgetOldest(known);
    return image;
  };
}

function forgetOldest(known: Map<string, Promise<FetchedImage>>): void {
  for (const [address, image] of known) {
    known.delete(address);
    void image.then((old) => old.kind === 'image' && URL.revokeObjectURL(old.url));
    return;
  }
}

async function fetchImage({ address, host }: Remote, fetch: Fetch): Promise<FetchedImage> {
  const problem = (words: string): FetchedImage => ({
    kind: 'problem',
    words: `Not shown: ${words}`,
  });
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const type = imageType(response.headers.get('content-type'));
    const bytes = response.ok && type ? await bounded(response) : undefined;
    if (type && bytes) {
      return { kind: 'image', url: URL.createObjectURL(new Blob(bytes, { type })) };
    }
    await response.body?.cancel().catch(() => {});
    if (!response.ok) return problem(`${host} answered with ${response.status}.`);
    if (!type) return problem('it is no PNG, JPEG, GIF, WebP or AVIF.');
    return problem('it is larger than 20\u202fMB.');
  } catch {
    return problem(
      `${host} does not let other pages read it (CORS), sends on elsewhere, or does not answer. The link opens it.`,
    );
  }
}

/** Undefined where it is too large; then it is not read to its end. */
async function bounded({ body }: Response): Promise<BlobPart[] | undefined> {
  const parts: BlobPart[] = [];
  let size = 0;
  const reader = body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.length;
    if (size > LARGEST) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(read.value);
  }
  return parts;
}
