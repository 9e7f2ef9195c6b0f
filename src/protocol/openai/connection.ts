import type { Fetch } from '../../lib/fetch';

/** Which header carries the key: `Authorization: Bearer …`, or `X-Api-Key: …`. */
export type KeyHeader = 'authorization' | 'x-api-key';

/** What every call needs: where, with which key (empty for none), over which `fetch`, and how to stop it. */
export interface Connection {
  /** Without a trailing slash, e.g. `http://localhost:1234/v1`. */
  baseUrl: string;
  apiKey: string;
  /** `authorization` unless told. */
  keyHeader?: KeyHeader;
  /** Further headers; each needs a preflight that the server must allow. */
  headers?: Readonly<Record<string, string>>;
  fetch: Fetch;
  signal?: AbortSignal;
}
