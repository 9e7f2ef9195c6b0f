/**
 * True for a page opened from a file. Its origin is opaque, which servers see as the word `null` (HTML standard, Origin;
 * tried in Chromium 156 and Firefox ESR 153). Every page from a file has that one, and so has a sandboxed frame of any website.
 */
export function isFromFile(origin: string): boolean {
  return origin === 'null';
}

/** Whom a server does not let in, behind “pages”. */
export function ofOrigin(origin: string): string {
  return isFromFile(origin) ? 'opened from a file, whose origin is “null”' : `of ${origin}`;
}

/** What is to stand on a server’s list, in words. */
export function nameOfOrigin(origin: string): string {
  return isFromFile(origin) ? 'the origin of pages from a file' : 'this page’s address';
}
