/** The longest name that a link gives. */
const MOST = 60;

/** The name of a provider as a link gives it: one line, without characters that hide or turn text. Total. */
export function linkedLabel(text: string): string {
  const plain = text.slice(0, 1000).replace(/[\p{C}\p{Z}\s]+/gu, ' ');
  return [...plain.trim()].slice(0, MOST).join('').trim();
}
