import { fromBase64, toBase64 } from '../../lib/base64';
import { restoreSealed } from '../sealing/restore';
import type { SealedText } from '../sealing/types';
import type { Compression } from './compression';

/*
 * What stands behind `#/hand-over/` in a link, in characters that no program escapes or cuts off:
 *
 *   1 o BODY       open, without keys
 *   1 s BASE64URL  sealed: rounds / 100,000 in a byte, 16 bytes of salt, 12 of iv, and BODY under AES-GCM
 *
 * BODY is `d` and Base64url of the text, deflated (zlib, so that a changed letter is noticed), or `u` and that of the text
 * as it is, where the browser cannot deflate.
 */
const VERSION = 1;
const ROUNDS = 100_000;
/** Two million rounds: a second or two. A link that asks for more would only hold the page up. */
const MOST_ROUNDS = 20;
/** Browsers and chat programs cut longer addresses. */
const MOST_CHARACTERS = 100_000;
const MOST_TEXT = 1_000_000;

export type Payload =
  | { kind: 'open'; body: string }
  | { kind: 'sealed'; sealed: SealedText }
  | { kind: 'newer' }
  | { kind: 'damaged' };

/** Reads the part of a link behind `#/hand-over/`. Total. */
export function readPayload(payload: string): Payload {
  const [, version, kind, rest = ''] = /^(\d{1,4})([a-z])([\w-]*)$/.exec(payload) ?? [];
  if (version === undefined || payload.length > MOST_CHARACTERS) return { kind: 'damaged' };
  if (Number(version) > VERSION) return { kind: 'newer' };
  if (kind === 'o') return { kind: 'open', body: rest };
  const sealed = kind === 's' ? readSealed(rest) : undefined;
  return sealed ? { kind: 'sealed', sealed } : { kind: 'damaged' };
}

export function openPayload(body: string): string {
  return `${VERSION}o${body}`;
}

export function sealedPayload({ iterations, salt, iv, data }: SealedText): string {
  const parts = [salt, iv, data].map((part) => fromBase64(part) ?? new Uint8Array());
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes[0] = iterations / ROUNDS;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return `${VERSION}s${toUrl(bytes)}`;
}

function readSealed(text: string): SealedText | undefined {
  const bytes = fromUrl(text);
  const rounds = bytes?.[0] ?? 0;
  if (!bytes || bytes.length < 30 || rounds > MOST_ROUNDS) return undefined;
  return restoreSealed({
    kdf: 'PBKDF2-SHA-256',
    iterations: rounds * ROUNDS,
    salt: toBase64(bytes.subarray(1, 17)),
    iv: toBase64(bytes.subarray(17, 29)),
    data: toBase64(bytes.subarray(29)),
  });
}

/** A text as a body: deflated, where the browser can. */
export async function toBody(text: string, compression: Compression | undefined): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  if (!compression) return `u${toUrl(bytes)}`;
  return `d${toUrl(await compression.deflate(bytes))}`;
}

/** `too-old`: the browser cannot inflate. Never inflates much more than a setup can have, whatever a link holds. */
export async function fromBody(
  body: string,
  compression: Compression | undefined,
): Promise<{ text: string } | 'damaged' | 'too-old'> {
  const bytes = fromUrl(body.slice(1));
  if (!bytes || !/^[du]/.test(body)) return 'damaged';
  if (body.startsWith('d') && !compression) return 'too-old';
  const plain = body.startsWith('d') ? await compression?.inflate(bytes, MOST_TEXT) : bytes;
  if (!plain) return 'damaged';
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(plain) };
  } catch {
    return 'damaged';
  }
}

function toUrl(bytes: Uint8Array): string {
  return toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromUrl(text: string): Uint8Array<ArrayBuffer> | undefined {
  return fromBase64(text.replace(/-/g, '+').replace(/_/g, '/'));
}
