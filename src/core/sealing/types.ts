/**
 * A text that a passphrase has locked, as it lies in a store or a file: AES-256-GCM under a key that PBKDF2 made of the
 * passphrase. Bytes are in Base64; `salt` belongs to the key, `iv` to this text alone.
 */
export interface SealedText {
  kdf: 'PBKDF2-SHA-256';
  iterations: number;
  salt: string;
  iv: string;
  data: string;
}

/** A key made of a passphrase, for as long as this page is open; nobody can read it out, not even the page. */
export interface SealingKey {
  seal(text: string): Promise<SealedText>;
  /** Undefined: another passphrase locked it, or it was changed since. */
  open(sealed: SealedText): Promise<string | undefined>;
}

/** Making a key takes about half a second on purpose: so does each guess of somebody else. */
export interface Sealing {
  /** A key with a salt of its own. */
  newKey(passphrase: string): Promise<SealingKey>;
  /** The key of `sealed`, if the passphrase is that one; only `open` tells. */
  keyOf(passphrase: string, sealed: SealedText): Promise<SealingKey>;
}
