import type { Fetch } from '../../lib/fetch';

/** What every call needs: where, with which key (empty for none), over which `fetch`, and how to stop it. */
export interface Connection {
  /** Without a trailing slash, e.g. `http://localhost:1234/v1`. */
  baseUrl: string;
  apiKey: string;
  fetch: Fetch;
  signal?: AbortSignal;
}
