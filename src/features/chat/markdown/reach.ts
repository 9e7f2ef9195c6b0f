/**
 * How many characters a pair of marks may span, opening and closing included. It bounds what a line
 * keeps open, and so the work for each piece that arrives; beyond it a mark is a plain character,
 * whether the text comes whole or in pieces.
 */
export const REACH = 1000;

/** How long an image may be that lies in the text itself: about 6 MB of a picture. */
export const DATA_REACH = 8_000_000;
