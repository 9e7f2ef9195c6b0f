import { expect, test } from 'vitest';
import { missingAbilities } from './page-facts';

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
