/**
 * Of one answer: each call is a card, a write, and perhaps a request. A model that wants more has lost its way; of what it
 * wants, one more is kept to say so.
 */
export const MOST_CALLS = 100;
