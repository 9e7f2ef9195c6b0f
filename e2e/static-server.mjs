// A small static file server for dist/: used by `npm start` and by the browser tests, so that both see the same headers.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
const COMPRESSIBLE = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.webmanifest',
  '.map',
  '.txt',
  '.svg',
]);

// A policy in a <meta> cannot forbid framing, so this one part of it has to be a header. One page is made to be a frame.
const FRAMED = 'sandbox.html';
const SAFETY_HEADERS = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Brotli's for what is compressed while somebody waits: its best takes forty times as long for a tenth less. */
const QUICK = 5;

/**
 * @param {Uint8Array} bytes
 * @param {number} quality
 * @returns {Promise<Buffer>}
 */
function brotli(bytes, quality) {
  return promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/**
 * Serves a folder. Fails with the error of `listen` (EADDRINUSE …) when any of the hosts cannot be bound.
 * @param {{ root: string, port?: number, hosts?: string[], base?: string, tls?: { key: string, cert: string }, quality?: number }} options
 *   `port` 0 picks a free one; `base` is the sub-path that the folder appears under ("/" or "/some/path/"); `tls` makes it https;
 *   `quality` is brotli's: 5 unless given, 11 as on a host that compresses beforehand.
 * @returns {Promise<{ url: string, origin: string, port: number, close: () => Promise<void> }>}
 */
export async function serveStatic({
  root,
  port = 0,
  hosts = ['127.0.0.1'],
  base = '/',
  tls,
  quality = QUICK,
}) {
  const respond = handler(root, base, quality);
  /** @type {import('node:http').Server[]} */
  const servers = [];
  const close = async () => {
    await Promise.all(servers.map(closeServer));
  };
  let bound = port;
  for (const host of hosts) {
    /** @type {import('node:http').RequestListener} */
    const listener = (request, response) => void respond(request, response);
    const server = tls ? createSecureServer(tls, listener) : createServer(listener);
    try {
      bound = await listen(server, bound, host);
      servers.push(server);
    } catch (error) {
      // A machine without IPv6 has no ::1; localhost then means 127.0.0.1 alone.
      if (host.includes(':') && servers.length > 0 && isMissingAddress(error)) continue;
      await close();
      throw error;
    }
  }
  const first = hosts[0] ?? '127.0.0.1';
  const name = first.includes(':') ? `[${first}]` : first;
  const origin = `${tls ? 'https' : 'http'}://${name}:${bound}`;
  return { url: origin + base, origin, port: bound, close };
}

/** @param {unknown} error */
function isMissingAddress(error) {
  const code = /** @type {NodeJS.ErrnoException} */ (error).code;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>}
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true, ipv6Only: host.includes(':') }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/**
 * @param {import('node:http').Server} server
 * @returns {Promise<void>}
 */
function closeServer(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * @param {string} root
 * @param {string} base
 * @param {number} quality
 */
function handler(root, base, quality) {
  const cache = new FileCache(quality);
  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  return async (request, response) => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return refuse(response, 405, 'Method not allowed', { Allow: 'GET, HEAD' });
      }
      const path = relativePath(request.url ?? '/', base);
      const file = path === undefined ? undefined : await cache.read(join(root, path));
      if (path === undefined || !file) return refuse(response, 404, 'Not found');
      await send(request, response, path, file);
    } catch {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'The file could not be read');
    }
  };
}

/**
 * The file that a request means, relative to the root; undefined for what lies outside of it.
 * @param {string} url
 * @param {string} base
 * @returns {string | undefined}
 */
export function relativePath(url, base) {
  let path;
  try {
    path = decodeURIComponent(url.split(/[?#]/)[0] ?? '');
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes('\0') || path.includes('\\')) return undefined;
  const inside = path.slice(base.length);
  if (inside.split('/').includes('..')) return undefined;
  const file = normalize(inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside);
  return file.startsWith('..') || file.startsWith(sep) ? undefined : file;
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} path
 * @param {CachedFile} file
 */
async function send(request, response, path, file) {
  const extension = extname(path);
  /** @type {Record<string, string>} */
  const headers = {
    ...SAFETY_HEADERS,
    'Content-Type':
      /** @type {Record<string, string>} */ (TYPES)[extension] ?? 'application/octet-stream',
    // Only names with a content hash may be kept for good; the page and the service worker are asked for each time.
    'Cache-Control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: file.etag,
  };
  if (path === FRAMED) headers['Content-Security-Policy'] = "frame-ancestors 'self'";
  if (COMPRESSIBLE.has(extension)) headers['Vary'] = 'Accept-Encoding';
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const encoding = COMPRESSIBLE.has(extension)
    ? pickEncoding(request.headers['accept-encoding'] ?? '')
    : undefined;
  if (encoding) headers['Content-Encoding'] = encoding;
  const body = await file.encoded(encoding);
  headers['Content-Length'] = String(body.length);
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
}

/** @param {string} path */
function isHashed(path) {
  return /^assets[\\/].+-[\w-]{8}\.\w+$/.test(path);
}

/**
 * @param {string} accepted
 * @returns {'br' | 'gzip' | undefined}
 */
function pickEncoding(accepted) {
  if (/\bbr\b/.test(accepted)) return 'br';
  // Browsers offer brotli only to secure origins; on a LAN address gzip is what is left.
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 * @param {Record<string, string>} [headers]
 */
function refuse(response, status, text, headers = {}) {
  response
    .writeHead(status, {
      ...SAFETY_HEADERS,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    })
    .end(`${text}\n`);
}

class CachedFile {
  /** @type {Map<string, Promise<Buffer>>} */
  #encodings = new Map();

  #quality;

  /**
   * @param {Buffer} bytes
   * @param {number} quality
   */
  constructor(bytes, quality) {
    this.bytes = bytes;
    this.#quality = quality;
    this.etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  }

  /**
   * @param {'br' | 'gzip' | undefined} encoding
   * @returns {Promise<Buffer>}
   */
  encoded(encoding) {
    if (!encoding) return Promise.resolve(this.bytes);
    let result = this.#encodings.get(encoding);
    if (!result) {
      const isBrotli = encoding === 'br';
      result = isBrotli ? brotli(this.bytes, this.#quality) : promisify(gzip)(this.bytes);
      this.#encodings.set(encoding, result);
    }
    return result;
  }
}

// Keyed by path and checked by time and size, so that a new build is served without a restart.
class FileCache {
  /** @type {Map<string, { stamp: string, file: CachedFile }>} */
  #files = new Map();
  #quality;

  /** @param {number} quality */
  constructor(quality) {
    this.#quality = quality;
  }

  /**
   * @param {string} path
   * @returns {Promise<CachedFile | undefined>}
   */
  async read(path) {
    const info = await stat(path).catch(() => undefined);
    if (!info?.isFile()) return undefined;
    const stamp = `${info.mtimeMs}:${info.size}`;
    const known = this.#files.get(path);
    if (known?.stamp === stamp) return known.file;
    const file = new CachedFile(await readFile(path), this.#quality);
    this.#files.set(path, { stamp, file });
    return file;
  }
}
