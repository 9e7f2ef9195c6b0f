/** What a link may do: open a page or a letter. */
const allowed = /^(?:https?:\/\/|mailto:)/i;

/**
 * The address to follow, if a link to it may be made. The scheme must stand at the very beginning,
 * in plain letters: whatever hides it from this test (spaces, control characters, entities of
 * entities) has no address, nor has one relative to this page.
 */
export function safeHref(address: string): string | undefined {
  if (!allowed.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).href;
}

/**
 * Whether an address is an image itself, of a kind that is shown. SVG is not: it is a document.
 */
export function isDataImage(address: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp|avif);base64,/.test(address.slice(0, 40));
}

/** An address as words; a data URI of a whole picture is cut. */
export function shownAddress(address: string): string {
  return address.length > 200 ? `${address.slice(0, 200)}…` : address;
}
