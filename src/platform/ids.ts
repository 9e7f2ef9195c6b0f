import type { Clock, NewId } from '../core/ports';

const TIME_DIGITS = 9;
const RANDOM_DIGITS = 16;
const ALPHABET = '0123456789abcdefghijklmnopqrstuv';

/**
 * Ids of 25 letters and digits: the time of creation, then 80 random bits. They sort in order of creation, also
 * within one millisecond, so that records with the same `createdAt` keep their order in an index.
 * `crypto.getRandomValues` is there on insecure origins too, `crypto.randomUUID` is not.
 */
export function createNewId(
  clock: Pick<Clock, 'now'>,
  random: Pick<Crypto, 'getRandomValues'>,
): NewId {
  let last = 0;
  return () => {
    last = Math.max(clock.now(), last + 1);
    const time = last.toString(32).padStart(TIME_DIGITS, '0');
    const bytes = random.getRandomValues(new Uint8Array(RANDOM_DIGITS));
    return time + Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  };
}
