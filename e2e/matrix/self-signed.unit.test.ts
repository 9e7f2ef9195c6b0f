import { X509Certificate } from 'node:crypto';
import { get } from 'node:https';
import { expect, test } from 'vitest';
import { serveStatic } from '../static-server.mjs';
import { selfSigned } from './self-signed.mjs';

test('the certificate is valid now, signed by its own key, for this computer', () => {
  const { cert } = selfSigned();
  const certificate = new X509Certificate(cert);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now());
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
});

test('a server speaks https with it, to a client that trusts it', async () => {
  const tls = selfSigned();
  const site = await serveStatic({ root: import.meta.dirname, tls });
  try {
    expect(site.origin).toMatch(/^https:/);
    const status = await new Promise((resolve, reject) => {
      const url = `${site.origin}/playwright.config.ts`;
      get(url, { ca: tls.cert, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    expect(status).toBe(200);
  } finally {
    await site.close();
  }
});
