/** Shorter ones are tried out in an afternoon, however slow each try is made. */
const SHORTEST = 8;

/** Why a passphrase is not taken; undefined when it is. */
export function passphraseProblem(passphrase: string): string | undefined {
  if (passphrase === '') return 'Type a passphrase.';
  const letters = Array.from(passphrase);
  if (letters.length < SHORTEST) return `Take at least ${SHORTEST} characters.`;
  if (new Set(letters).size < 4) return 'It repeats itself. Take another one.';
  return undefined;
}

/** How hard a passphrase is to guess, roughly, by its length and by how many kinds of characters it has. */
export function strengthWords(passphrase: string): string {
  if (passphraseProblem(passphrase)) return 'Several words that do not belong together are best.';
  const bits = Array.from(passphrase).length * bitsEach(passphrase);
  if (bits < 50) return 'Weak: somebody with the files of this browser could guess it in days.';
  if (bits < 75) return 'Fair. One word more makes it good.';
  return 'Good, if it is no quotation and used nowhere else.';
}

/** Of words less than of letters drawn at random: about two bits a letter. */
function bitsEach(passphrase: string): number {
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d\s]/u].filter((kind) =>
    kind.test(passphrase),
  );
  return 2 + kinds.length * 0.75;
}
