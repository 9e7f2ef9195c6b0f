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

/** An address as words; a data URI of a whole picture is cut. */
export function shownAddress(address: string): string {
  return address.length > 200 ? `${address.slice(0, 200)}…` : address;
}
