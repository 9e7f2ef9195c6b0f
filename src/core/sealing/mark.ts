/** How a secret that is locked begins, in the field of a record where the secret itself would stand. */
export const SEALED = 'patchbay-sealed:';

/** Whether a text is, or holds, a secret that is locked: a header may have a word before it. */
export function isSealed(text: string): boolean {
  return text.includes(SEALED);
}

/** What the tokens of one key begin with, and no others. */
export function keyPrefix(token: string): string {
  return token.split(':', 3).join(':') + ':';
}
