import { expect, test } from 'vitest';
import { engineOf, missingAbilities, osOf } from './page-facts';

const everything = {
  isSecureContext: true,
  serviceWorker: true,
  locks: true,
  subtleCrypto: true,
  clipboard: true,
};
const nothing = {
  isSecureContext: false,
  serviceWorker: false,
  locks: false,
  subtleCrypto: false,
  clipboard: false,
};

test('a secure page in a new browser lacks nothing', () => {
  expect(missingAbilities(everything)).toEqual([]);
});

test('an insecure page says why, and names each part', () => {
  const text = missingAbilities(nothing).join('\n');
  for (const word of ['http', 'service worker', 'Web Locks', 'crypto.subtle', 'clipboard']) {
    expect(text).toContain(word);
  }
});

test('a secure page in an old browser names what is missing, without blaming http', () => {
  const sentences = missingAbilities({ ...everything, locks: false });
  expect(sentences).toEqual([expect.stringContaining('Web Locks')]);
});

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'chromium',
    'linux',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
    'chromium',
    'windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'firefox', 'linux'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    'webkit',
    'macos',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    'webkit',
    'linux',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0.0.0 Mobile/15E148 Safari/604.1',
    'webkit',
    'other',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
    'chromium',
    'other',
  ],
  ['curl/8', 'other', 'other'],
])('%s is %s on %s', (userAgent, engine, os) => {
  expect([engineOf(userAgent), osOf(userAgent)]).toEqual([engine, os]);
});
