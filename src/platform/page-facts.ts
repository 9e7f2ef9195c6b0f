import type { PageFacts } from '../core/doctor/types';

/** What this page is now; `isOnline` is asked anew at each reading. */
export function createPageFacts(page: Window = window): PageFacts {
  return {
    origin: page.origin,
    isSecureContext: page.isSecureContext,
    get isOnline() {
      return page.navigator.onLine;
    },
    userAgent: page.navigator.userAgent,
  };
}

/** The parts of a browser that are missing on an insecure origin, or in an old browser. */
export interface Abilities {
  isSecureContext: boolean;
  serviceWorker: boolean;
  locks: boolean;
  subtleCrypto: boolean;
  clipboard: boolean;
}

/** What this browser offers on this origin. */
export function abilitiesOf(page: Window & typeof globalThis = window): Abilities {
  const { navigator } = page;
  return {
    isSecureContext: page.isSecureContext,
    serviceWorker: 'serviceWorker' in navigator,
    locks: 'locks' in navigator,
    subtleCrypto: page.crypto.subtle !== undefined,
    clipboard: navigator.clipboard !== undefined,
  };
}

/** What is missing and what that means, one sentence each, most noticed first; empty when nothing is. */
export function missingAbilities(abilities: Abilities): string[] {
  const missing = [
    abilities.serviceWorker
      ? ''
      : 'No service worker: Patchbay cannot be installed or start offline.',
    abilities.locks
      ? ''
      : 'No Web Locks: two tabs can write to the same chat at once. Use one tab.',
    abilities.clipboard
      ? ''
      : 'No clipboard access: Copy uses an older way, which some browsers refuse.',
    abilities.subtleCrypto ? '' : 'No crypto.subtle: nothing can be encrypted or signed here.',
  ].filter((sentence) => sentence !== '');
  if (abilities.isSecureContext || missing.length === 0) return missing;
  return [
    'This page was opened over plain http from another computer, so the browser leaves parts out. ' +
      'Open it over https or at http://localhost to have everything.',
    ...missing,
  ];
}
