import { fromBase64 } from '../../lib/base64';
import type { SealedText } from './types';

/** A file that asks for more would only hold the page up. */
const MOST_ITERATIONS = 10_000_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;

/** Parses a stored or foreign sealed text; undefined for what cannot be one. Total. */
export function restoreSealed(value: unknown): SealedText | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kdf, iterations, salt, iv, data } = value as Record<string, unknown>;
  const isCount = typeof iterations === 'number' && Number.isInteger(iterations) && iterations > 0;
  if (kdf !== 'PBKDF2-SHA-256' || !isCount || iterations > MOST_ITERATIONS) return undefined;
  if (!isBytes(salt, SALT_BYTES) || !isBytes(iv, IV_BYTES) || !isBytes(data)) return undefined;
  return { kdf, iterations, salt, iv, data };
}

function isBytes(text: unknown, length?: number): text is string {
  if (typeof text !== 'string') return false;
  const bytes = fromBase64(text);
  return bytes !== undefined && (length === undefined || bytes.length === length);
}
