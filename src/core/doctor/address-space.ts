import { hostKind } from '../providers/host-kind';
import type { AddressSpace, PageFacts } from './types';

const ipv4 = /^\d+\.\d+\.\d+\.\d+$/;

/**
 * What `fetch` should be told as `targetAddressSpace`, undefined for nothing. A wrong value is a network error,
 * from a page on loopback too, so only what the address itself proves is said (browser-lab.md, protocol.md §7.1).
 */
export function targetAddressSpace(
  url: string,
  page: Pick<PageFacts, 'origin'>,
): AddressSpace | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, protocol } = new URL(url);
  const host = hostname.replace(/\.$/, '');
  if (host === 'localhost' || host === '[::1]' || (ipv4.test(host) && host.startsWith('127.'))) {
    return 'loopback';
  }
  if (hostKind(host) !== 'private') return undefined;
  if (ipv4.test(host) || host.startsWith('[') || host.endsWith('.local')) return 'local';
  // `http://myserver` from an https page is mixed content unless it is called local: nothing to lose. Elsewhere
  // the name might well mean this computer, and a wrong word would break what works.
  const isMixedOtherwise = page.origin.startsWith('https:') && protocol === 'http:';
  return isMixedOtherwise ? 'local' : undefined;
}

/**
 * Which permission a request to this address needs from this page, undefined for none: public targets, and pages
 * served by plain http from this computer or opened from a file, which reach everything unasked (tried in Chromium 156 and
 * Firefox ESR 153).
 */
export function permissionNeeded(
  url: string,
  page: Pick<PageFacts, 'origin'>,
): AddressSpace | undefined {
  if (!URL.canParse(url)) return undefined;
  const kind = hostKind(new URL(url).hostname);
  if (kind === 'public') return undefined;
  // The origin of a page from a file is `null`.
  if (!URL.canParse(page.origin)) return undefined;
  const own = new URL(page.origin);
  if (own.protocol === 'http:' && hostKind(own.hostname) === 'loopback') return undefined;
  return kind === 'loopback' ? 'loopback' : 'local';
}
