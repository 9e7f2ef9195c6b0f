/** One built file, as the build lists it. */
export interface ManifestEntry {
  url: string;
  /** `sha256-…` of its bytes. The web manifest has none: any answer will do for it. */
  integrity?: string;
  /** The first screen needs it. */
  first?: true;
}

export type FetchRequest = (request: Request, init?: RequestInit) => Promise<Response>;

/**
 * Fetches a file, or rejects with words: what a server, a proxy or a half-finished deployment sends in its place (another
 * version, an HTML page, a part of it) is not taken for it. The HTTP cache may answer, since only the content counts.
 */
export async function fetchFile(
  url: string,
  integrity: string | undefined,
  fetch: FetchRequest,
): Promise<Response> {
  const ask = async (cache: RequestCache) => {
    const request = new Request(url, { cache, credentials: 'same-origin' });
    const response = await fetch(request, { priority: 'low' });
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    return response;
  };
  for (const cache of ['default', 'reload'] as const) {
    const response = await ask(cache);
    if (await isIntact(response.clone(), integrity))
      return response.redirected ? withoutRedirect(response) : response;
  }
  throw new Error(`${url}: not the file that was built`);
}

/** Reads the response to its end; rejects when that is cut off. */
export async function isIntact(response: Response, integrity: string | undefined) {
  const bytes = await response.arrayBuffer();
  if (integrity === undefined) return true;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return integrity === `sha256-${btoa(String.fromCharCode(...hash))}`;
}

// Some hosts send /index.html on to /. A navigation refuses an answer that was redirected.
async function withoutRedirect(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  return new Response(await response.blob(), { status, statusText, headers });
}
