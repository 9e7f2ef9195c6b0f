import { secretPattern } from './secret-pattern';

/** Characters of a secret that are looked for at first; the pattern of a whole key takes some 10 ms to compile. */
const END_CHARACTERS = 4;
/** What each spelling but the plain one begins with. */
const ESCAPE = /[\\%&+]/;

/** The secrets that a text may hold in any spelling; of those left out it holds none. */
export function mayBeIn(text: string, secrets: readonly string[]): string[] {
  if (!ESCAPE.test(text)) return secrets.filter((secret) => text.includes(secret));
  // Keys of one maker begin alike.
  const found = new Map<string, boolean>();
  const has = (part: string): boolean => {
    const known = found.get(part) ?? new RegExp(secretPattern(part)).test(text);
    found.set(part, known);
    return known;
  };
  return secrets.filter((secret) => {
    const characters = Array.from(secret);
    const end = (part: readonly string[]): string => part.join('');
    return (
      has(end(characters.slice(0, END_CHARACTERS))) && has(end(characters.slice(-END_CHARACTERS)))
    );
  });
}
