import { ApiError } from './errors';

/**
 * Characters of one line of a stream, and of a body that is read whole. A list of 100,000 models takes some 30 million;
 * a picture in an answer some ten.
 */
export const LONGEST_BODY = 64_000_000;

/** Characters of one answer: some six million tokens, many times what any model writes at once. */
export const LONGEST_ANSWER = 24_000_000;

/** The error for a server that does not stop; what came before is kept. */
export function tooLarge(status?: number): ApiError {
  return new ApiError('too-large', status === undefined ? {} : { status });
}

/** More models than the largest gateway has; each costs half a kilobyte and a look at its name at every start. */
export const MOST_MODELS = 20_000;
