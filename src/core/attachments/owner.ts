const PREFIX = 'draft ';
const DAY_MS = 24 * 60 * 60 * 1000;

/** A tab that was closed may be opened again by its browser, weeks later; then its drafts are still there. */
const KEPT_MS = 30 * DAY_MS;

/** Who owns an attachment that waits in a composer: no chat has such an id. It tells when it was last wanted. */
export function draftOwner(now: number): string {
  return `${PREFIX}${now}`;
}

export function isDraftOwner(owner: string): boolean {
  return owner.startsWith(PREFIX);
}

/** Whether an owner is a draft that nobody has wanted for so long that it may go. */
export function isForgottenDraft(owner: string, now: number): boolean {
  return isDraftOwner(owner) && now - Number(owner.slice(PREFIX.length)) > KEPT_MS;
}
