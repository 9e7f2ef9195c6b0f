import { targetAddressSpace } from '../core/doctor/address-space';
import type { AddressSpace, LocalPermission, PageFacts } from '../core/doctor/types';
import type { LocalNetwork } from '../core/ports';
import type { Fetch } from '../lib/fetch';

/** Chromium 145 split the permission and kept the old name; Firefox knows the new ones, WebKit none (browser-lab.md). */
const names: Record<AddressSpace, readonly string[]> = {
  loopback: ['loopback-network', 'local-network-access'],
  local: ['local-network', 'local-network-access'],
};

/** The permission by whichever name this browser has for it; `unsupported` where it has none. */
export function createLocalNetwork(
  permissions: Pick<Permissions, 'query'> | undefined = navigator.permissions,
): LocalNetwork {
  return {
    async state(space): Promise<LocalPermission> {
      for (const name of names[space]) {
        try {
          // The DOM library does not know these names yet.
          const status = await permissions?.query({ name: name as PermissionName });
          if (status) return status.state;
        } catch {
          // A name that a browser does not know is a TypeError; the next one may be it.
        }
      }
      return 'unsupported';
    },
  };
}

export { createOpenedFetch } from './opened-fetch';

/** The browser's fetch, told of the kind of address that it goes to; browsers without the option ignore it. */
export function createBrowserFetch(
  page: Pick<PageFacts, 'origin'>,
  fetch: Fetch = (url, init) => globalThis.fetch(url, init),
): Fetch {
  return (url, init) => {
    const space = targetAddressSpace(url, page);
    const told = space ? { ...init, targetAddressSpace: space } : init;
    return fetch(url, withBlob(told));
  };
}

/**
 * A long text keeps the caller waiting in Chromium, as bytes too; as a blob less: a question with 5,000 messages before it
 * left a fifth to a third sooner than as bytes, builds in turns.
 */
const LONG_TEXT = 65_536;
/** Of a longer one the browser makes the bytes itself: what is reserved for them here has three for each character. */
const ENCODED_HERE = 16_777_216;

function withBlob(init: RequestInit | undefined): RequestInit | undefined {
  const { body } = init ?? {};
  if (typeof body !== 'string' || body.length < LONG_TEXT) return init;
  // Without a type: the request's headers say it.
  return { ...init, body: new Blob([body.length > ENCODED_HERE ? body : bytesOf(body)]) };
}

/** Into memory that is there Chromium writes them several times as fast as it does for a blob, or for `encode`. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 3);
  const { written } = new TextEncoder().encodeInto(text, bytes);
  return bytes.subarray(0, written);
}
