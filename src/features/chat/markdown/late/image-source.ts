import { isDataImage } from '../links';

/** Where an image comes from: out of the text itself, or from a server that would learn that it was read. */
export type ImageSource =
  | { kind: 'data'; address: string }
  | { kind: 'remote'; address: string; origin: string; host: string };

/** Kinds of images that are shown. SVG is none of them: it is a document that may fetch and link. */
const TYPES: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
];

/** What may be shown from an address; undefined where nothing may. */
export function imageSource(address: string): ImageSource | undefined {
  if (isDataImage(address)) return { kind: 'data', address };
  if (!URL.canParse(address)) return undefined;
  const { protocol, origin, host, href } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  return { kind: 'remote', address: href, origin, host };
}

/** The media type in a Content-Type header, if it is that of an image that is shown. */
export function imageType(contentType: string | null): string | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  return TYPES.find((known) => known === type);
}
