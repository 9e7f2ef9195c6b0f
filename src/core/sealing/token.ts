import { SEALED } from './mark';
import { restoreSealed } from './restore';
import type { SealedText } from './types';

/** All that is needed to open it with the passphrase again, as one word that any header could carry. */
export function toToken({ iterations, salt, iv, data }: SealedText): string {
  return `${SEALED}${iterations}:${salt}:${iv}:${data}`;
}

/** The sealed text of a token; undefined for what is none. Total. */
export function fromToken(token: string): SealedText | undefined {
  if (!token.startsWith(SEALED)) return undefined;
  const [count, salt, iv, data] = token.slice(SEALED.length).split(':');
  return restoreSealed({ kdf: 'PBKDF2-SHA-256', iterations: Number(count), salt, iv, data });
}

/** Every token in a text, for putting something in its place. */
export const tokens = /patchbay-sealed:\d+(?::[\w+/=]+){3}/g;
