import { restoreSealed } from './restore';
import type { SealedText } from './types';

/** How a secret that is locked begins, in the field of a record where the secret itself would stand. */
export const SEALED = 'patchbay-sealed:';

/** Whether a text is, or holds, a secret that is locked: a header may have a word before it. */
export function isSealed(text: string): boolean {
  return text.includes(SEALED);
}

/** All that is needed to open it with the passphrase again, as one word that any header could carry. */
export function toToken({ iterations, salt, iv, data }: SealedText): string {
  return `${SEALED}${iterations}:${salt}:${iv}:${data}`;
}

/** What the tokens of one key begin with, and no others. */
export function keyPrefix(token: string): string {
  return token.split(':', 3).join(':') + ':';
}

/** The sealed text of a token; undefined for what is none. Total. */
export function fromToken(token: string): SealedText | undefined {
  if (!token.startsWith(SEALED)) return undefined;
  const [iterations, salt, iv, data] = token.slice(SEALED.length).split(':');
  return restoreSealed({
    kdf: 'PBKDF2-SHA-256',
    iterations: Number(iterations),
    salt,
    iv,
    data,
  });
}

/** Every token in a text, for putting something in its place. */
export const tokens = /patchbay-sealed:\d+(?::[\w+/=]+){3}/g;
