/** Secrets are needed that nobody has unlocked; its message is a sentence for people. */
export class KeysLockedError extends Error {
  override readonly name = 'KeysLockedError';

  constructor() {
    super('The keys are locked.');
  }
}

/** Puts secrets in the place of what is locked in headers; rejects where it cannot. */
export type OpenHeaders = (url: string, headers: HeadersInit) => Promise<Headers>;
