/** Bytes of a file that is taken in: far more than any of these is worth to a model, and a tab holds it. */
export const MOST_IMAGE_BYTES = 50_000_000;
export const MOST_PDF_BYTES = 100_000_000;
export const MOST_TEXT_BYTES = 4_000_000;
/** Characters of text that go with one file: about a million tokens. */
export const MOST_CHARACTERS = 4_000_000;
/** Text that is pasted and longer than this becomes a file. */
export const LONG_PASTE = 4_000;
