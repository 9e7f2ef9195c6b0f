import type { SealedText, Sealing, SealingKey } from '../core/sealing/types';
import { fromBase64, toBase64 } from '../lib/base64';

/**
 * What OWASP asks of PBKDF2 with SHA-256 (Password Storage Cheat Sheet, 2023). Web Crypto has nothing that needs memory
 * as well, and a WebAssembly Argon2 would have to be allowed by the page's policy.
 */
const ITERATIONS = 600_000;

/** Locking by passphrase through Web Crypto; undefined where an insecure origin has none. */
export function createSealing(crypto: Crypto, iterations = ITERATIONS): Sealing | undefined {
  // The DOM's types don't know that it may be missing.
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  if (!subtle) return undefined;
  return {
    newKey: (passphrase) =>
      openKey(crypto, passphrase, crypto.getRandomValues(new Uint8Array(16)), iterations),
    keyOf: (passphrase, sealed) =>
      openKey(crypto, passphrase, fromBase64(sealed.salt) ?? new Uint8Array(), sealed.iterations),
  };
}

async function openKey(
  crypto: Crypto,
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<SealingKey> {
  const key = await derive(crypto.subtle, passphrase, salt, iterations);
  return {
    async seal(text) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const bytes = new TextEncoder().encode(text);
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes);
      return {
        kdf: 'PBKDF2-SHA-256',
        iterations,
        salt: toBase64(salt),
        iv: toBase64(iv),
        data: toBase64(new Uint8Array(data)),
      };
    },
    open: (sealed) => open(crypto.subtle, key, sealed),
  };
}

async function open(subtle: SubtleCrypto, key: CryptoKey, { iv, data }: SealedText) {
  try {
    const name = 'AES-GCM';
    const [start, bytes] = [fromBase64(iv), fromBase64(data)];
    if (!start || !bytes) return undefined;
    return new TextDecoder().decode(await subtle.decrypt({ name, iv: start }, key, bytes));
  } catch {
    return undefined;
  }
}

/** The same word typed on another keyboard may be spelled with other code points: NFC makes them one. */
async function derive(
  subtle: SubtleCrypto,
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(passphrase.normalize('NFC'));
  const base = await subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  return subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
