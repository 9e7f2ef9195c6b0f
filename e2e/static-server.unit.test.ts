import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveStatic } from './static-server.mjs';

let folder: string;
let site: Awaited<ReturnType<typeof serveStatic>>;
const PAGE = '<!doctype html><title>Patchbay</title>'.repeat(20);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-static-'));
  const root = join(folder, 'dist');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), PAGE);
  await writeFile(join(root, 'sandbox.html'), PAGE);
  await writeFile(join(root, 'assets/index-a1B2c3_4.js'), 'export {}');
  await writeFile(join(root, 'manifest.webmanifest'), '{}');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  site = await serveStatic({ root });
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

// fetch would tidy the path before it is sent.
function raw(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ port: site.port, host: '127.0.0.1', path, headers }, resolve).on('error', reject);
  });
}

test('the page is revalidated each time, hashed assets are kept for good', async () => {
  const page = await fetch(site.url);
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
  const etag = page.headers.get('etag') ?? '';
  expect((await fetch(site.url, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  const asset = await fetch(`${site.url}assets/index-a1B2c3_4.js`);
  expect(asset.headers.get('cache-control')).toContain('immutable');
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const manifest = await fetch(`${site.url}manifest.webmanifest`);
  expect(manifest.headers.get('content-type')).toContain('application/manifest+json');
});

test('only the sandbox may be framed, and only by pages of this origin', async () => {
  const policyOf = async (path: string) =>
    (await fetch(`${site.url}${path}`)).headers.get('content-security-policy');
  expect(await policyOf('sandbox.html')).toBe("frame-ancestors 'self'");
  expect(await policyOf('')).toBe("frame-ancestors 'none'");
});

test('brotli where the client takes it, and the bytes are the same', async () => {
  const answer = await raw('/', { 'accept-encoding': 'gzip, br' });
  expect(answer.headers['content-encoding']).toBe('br');
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece as Buffer);
  expect(brotliDecompressSync(Buffer.concat(pieces)).toString()).toBe(PAGE);
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/%00',
  '/%',
])('nothing outside of the folder: %s', async (path) => {
  expect((await raw(path)).statusCode).toBe(404);
});

test('unknown paths are 404, folders are no files, other methods are refused', async () => {
  expect((await fetch(`${site.url}chat/1`)).status).toBe(404);
  expect((await fetch(`${site.url}assets`)).status).toBe(404);
  expect((await fetch(site.url, { method: 'POST' })).status).toBe(405);
  const head = await fetch(site.url, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('a sub-path serves the same files and nothing beside it', async () => {
  const nested = await serveStatic({ root: join(folder, 'dist'), base: '/some/path/' });
  expect((await fetch(nested.url)).status).toBe(200);
  expect((await fetch(`${nested.origin}/`)).status).toBe(404);
  await nested.close();
});

test('a taken port is an error, never another port', async () => {
  const second = serveStatic({ root: folder, port: site.port });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
