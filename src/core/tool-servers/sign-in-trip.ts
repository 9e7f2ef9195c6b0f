/** What is kept of a sign-in while the tab itself is away at it. */
export interface Pending {
  serverId: string;
  state: string;
  verifier: string;
}

/** The window in which a person signs in; implemented in `platform`. */
export interface SignInWindow {
  /** The page that the browser comes back to, beside this one. */
  redirectUrl: string;
  /** Opens the window; undefined where the browser blocks it. To be called in the press itself. */
  open(): OpenWindow | undefined;
  /** Goes there with this tab, and keeps what is needed for the return. */
  leave(url: string, pending: Pending): void;
  /** What this tab has come back with, once. */
  takeReturn(): { pending: Pending; query: string } | undefined;
}

export interface OpenWindow {
  go(url: string): void;
  /** The query that came back with this state; rejects when aborted. */
  answer(state: string, signal: AbortSignal): Promise<string>;
  close(): void;
}

export type ReadReturn =
  { kind: 'code'; code: string; iss: string | null } | { kind: 'refused'; message: string };

/** Reads the query that came back; one without the state that was sent is not ours (RFC 6749 §4.1.2, §10.12). */
export function readReturn(query: string, state: string): ReadReturn {
  const params = new URLSearchParams(query);
  if (params.get('state') !== state) {
    return { kind: 'refused', message: 'The sign-in came back for another request.' };
  }
  const code = params.get('code');
  if (code) return { kind: 'code', code, iss: params.get('iss') };
  const words = params.get('error_description') ?? params.get('error') ?? 'no reason given';
  return { kind: 'refused', message: `The sign-in was refused: ${words.slice(0, 300)}.` };
}
