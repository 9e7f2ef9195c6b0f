/** What decides about a request; `authorized` says that it carries an Authorization header. */
export interface WorkerRequest {
  url: string;
  method: string;
  mode: string;
  authorized: boolean;
}

/**
 * The precached URL that answers a request, or undefined for whatever is not ours: then the worker keeps out and the
 * browser goes to the network as if there were no worker. Another origin is never ours, and neither is a path of this
 * origin that we did not build: a server's API may live right beside this page.
 */
export function answersFor(
  request: WorkerRequest,
  scope: string,
  precached: ReadonlySet<string>,
): string | undefined {
  if (request.method !== 'GET' || request.authorized) return undefined;
  const url = new URL(request.url);
  url.hash = '';
  if (precached.has(url.href)) return url.href;
  return isStart(url, request.mode, scope) ? precachedStart(scope, precached) : undefined;
}

/**
 * True for what may be a file of another version: a page that was open before this version took over still loads its own
 * parts. Only names with a checksum, which mean one content for good.
 */
export function mayBeOfOther(request: WorkerRequest, scope: string): boolean {
  if (request.method !== 'GET' || request.authorized) return false;
  const folder = `${scope}assets/`;
  const { url } = request;
  return url.startsWith(folder) && /^[^/?#]+-[\w-]{8}\.\w+$/.test(url.slice(folder.length));
}

// Opening the page itself; a query (`?utm_source=…`) makes it no other page, but a fetch of the same path may well
// want the server's answer.
function isStart(url: URL, mode: string, scope: string): boolean {
  if (mode !== 'navigate') return false;
  const path = url.origin + url.pathname;
  return path === scope || path === `${scope}index.html`;
}

function precachedStart(scope: string, precached: ReadonlySet<string>): string | undefined {
  const start = `${scope}index.html`;
  return precached.has(start) ? start : undefined;
}
