/**
 * Text as it is compared: without case and without accents. `fold(text)` has the length of `composed(text)`, so that a place
 * in one is the same place in the other, and a hit can be marked.
 */
export function fold(text: string): string {
  // Most texts of most chats, and then this takes a fifth of the time.
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return composed(text).replaceAll('İ', 'i').toLowerCase().replace(ACCENTED, plainOf);
}

/** The text with each accent in its letter, where Unicode has such a letter; it looks the same. */
export function composed(text: string): string {
  return text.normalize('NFC');
}

/** The words of a query, folded, each once; a text is a hit when it holds all of them, wherever. */
export function wordsOf(query: string): string[] {
  return [...new Set(fold(query).split(/\s+/).filter(Boolean))];
}

// Latin, Greek and Cyrillic, with their extensions, and kana: what lies between is letters without accents.
const SCRIPTS = [
  [0xc0, 0x24f],
  [0x370, 0x52f],
  [0x1e00, 0x1fff],
  [0x3040, 0x30ff],
] as const;

const plain = new Map(SCRIPTS.flatMap(([from, to]) => accentedIn(from, to)));
// A final sigma is the same letter.
plain.set('ς', 'σ');
const ACCENTED = new RegExp(`[${[...plain.keys()].join('')}]`, 'g');

const BEYOND_ASCII = /[\u0080-\uFFFF]/;

function plainOf(letter: string): string {
  return plain.get(letter) ?? letter;
}

function accentedIn(from: number, to: number): [string, string][] {
  const letters = Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at));
  return letters.flatMap((letter): [string, string][] => {
    const base = letter.normalize('NFD').replace(/\p{M}/gu, '');
    return base.length === 1 && base !== letter ? [[letter, base]] : [];
  });
}
