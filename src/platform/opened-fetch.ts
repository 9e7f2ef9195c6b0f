import type { OpenHeaders } from '../core/sealing/locked';
import { isSealed } from '../core/sealing/mark';
import type { Fetch } from '../lib/fetch';

/** The same fetch for headers that hold locked secrets: they are opened at the last moment, or nothing is sent. */
export function createOpenedFetch(fetch: Fetch, openHeaders: OpenHeaders): Fetch {
  return (url, init) => {
    const { headers } = init ?? {};
    const isLocked = headers && [...new Headers(headers).values()].some(isSealed);
    if (!isLocked) return fetch(url, init);
    return openHeaders(url, headers).then((opened) => fetch(url, { ...init, headers: opened }));
  };
}
