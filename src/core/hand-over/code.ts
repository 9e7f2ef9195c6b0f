/** Crockford's Base32: no letter that is read as a digit, and none that makes words of them. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 60 bits: at half a second a guess, or a few thousand a second with rented hardware, nobody comes through. */
const LENGTH = 12;
const GROUP = /.{4}(?=.)/g;

/** A code to read from one screen and to type on another, e.g. `7K3M-Q8ZD-2HVP`. */
export function newCode(random: (bytes: number) => Uint8Array): string {
  // 32 divides 256: the rest of a byte is as random as the byte.
  const letters = Array.from(random(LENGTH), (byte) => ALPHABET[byte % 32] ?? '');
  return letters.join('').replace(GROUP, '$&-');
}

export type TypedCode = { ok: true; code: string } | { ok: false; message: string };

/** Reads a code as people type it: in small letters, with spaces or none, O for 0, I or L for 1. Total. */
export function readCode(typed: string): TypedCode {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\p{Dash}_.]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const stranger = [...plain].find((letter) => !ALPHABET.includes(letter));
  if (plain === '') return refuse('Type the code that the other device shows.');
  if (stranger) return refuse(`No code has “${stranger}” in it. Compare it with the other device.`);
  const { length } = plain;
  if (length !== LENGTH) return refuse(`The code has ${LENGTH} characters; these are ${length}.`);
  return { ok: true, code: plain.replace(GROUP, '$&-') };
}

function refuse(message: string): TypedCode {
  return { ok: false, message };
}
