import { parseBaseUrl } from '../providers/base-url';

/** What became of the address that a person wants to move to. */
export type OtherAddress =
  /** Where its page of the storage is. */
  | { kind: 'ok'; url: string; origin: string }
  | { kind: 'none' }
  | { kind: 'invalid'; message: string };

/**
 * Reads the address of another Patchbay as people write it: without a scheme, with a route at its end. This very address
 * (`here`, an origin) is refused: it has the same chats, whatever the path.
 */
export function otherAddress(input: string, here: string): OtherAddress {
  if (input.trim() === '') return { kind: 'none' };
  const parsed = parseBaseUrl(input);
  if (parsed.kind === 'invalid') return { kind: 'invalid', message: parsed.message };
  if (parsed.origin === here) {
    const message = 'This is the address that you are at. All its paths have the same chats.';
    return { kind: 'invalid', message };
  }
  const base = (parsed.candidates.at(-1) ?? parsed.origin).replace(/\/index\.html$/, '');
  return { kind: 'ok', url: `${base}/#/storage`, origin: parsed.origin };
}
