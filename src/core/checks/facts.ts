import type { CheckName, ModelCheck } from './types';

/** How many requests a check sends at least; a strict server may need one more. */
export const checkRequests = 4;

/** What a check found out about one ability; undefined where it was unclear or never checked. */
export function checked(check: ModelCheck | undefined, name: CheckName): boolean | undefined {
  const verdict = check?.results.find((result) => result.name === name)?.verdict;
  return verdict === undefined || verdict === 'unclear' ? undefined : verdict === 'yes';
}
