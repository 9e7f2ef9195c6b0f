/**
 * The same text in memory of its own. Engines keep a slice as a pointer into the whole text, which stays in memory for as
 * long as the slice does: for what outlives the whole.
 */
export function ownText(slice: string): string {
  return ` ${slice}`.slice(1);
}
