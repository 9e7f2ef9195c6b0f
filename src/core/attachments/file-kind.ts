/** What a file is by its first bytes: names and types are what a person or a system said of it. */
export type FileKind = 'jpeg' | 'picture' | 'drawing' | 'pdf' | 'other';

/** How many bytes `fileKind` wants to see. */
export const SNIFFED_BYTES = 1024;

const signatures: readonly [FileKind, RegExp][] = [
  ['jpeg', /^\xff\xd8\xff/],
  ['drawing', /^\x89PNG\r\n/],
  ['drawing', /^GIF8[79]a/],
  ['drawing', /^BM[^]{4}\0\0\0\0/],
  ['picture', /^RIFF[^]{4}WEBP/],
  // AVIF and HEIC are the same container.
  ['picture', /^[^]{4}ftyp(?:avif|avis|heic|heix|heim|heis|hevc|mif1|msf1)/],
  [
    'drawing',
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/i,
  ],
  // Some programs write lines before it.
  ['pdf', /^[^]{0,1000}%PDF-\d/],
];

/**
 * A `jpeg`, a `picture` (a photo in another format), a `drawing` (pixels or lines without loss, such as a picture of a
 * screen), a `pdf`, or anything else.
 */
export function fileKind(start: Uint8Array): FileKind {
  const text = String.fromCharCode(...start.subarray(0, SNIFFED_BYTES));
  return signatures.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
}

/** Whether SVG, which no bitmap decoder takes. */
export function isVector(start: Uint8Array): boolean {
  return /<svg[\s>]/i.test(String.fromCharCode(...start.subarray(0, SNIFFED_BYTES)));
}
