import { permissionNeeded } from './address-space';
import { placeWords } from './steps';
import type { AddressSpace, Diagnosis, Engine, PageFacts, Remedy, Unreadable } from './types';
import { engineOf } from './user-agent';
import { likely, verdict } from './verdict';

/** A closed port fails in milliseconds; a request that hung on a question was pending for as long as a person takes. */
const SOONEST_DISMISSAL_MS = 700;

/**
 * Whether the browser kept the request off this computer or network. Undefined when the permission does not explain
 * the failure. A request that failed at once while the state is still `prompt` was asked of nobody: either this page
 * needs no permission (its address says so to the browser, not to us), or nothing listens there.
 */
export function localNetworkDiagnosis(
  { baseUrl, permission, failedAfterMs = 0 }: Unreadable,
  page: PageFacts,
): Diagnosis | undefined {
  const space = permissionNeeded(baseUrl, page);
  if (!space) return undefined;
  const place = placeWords(space);
  if (!page.isSecureContext && permission === 'denied') return insecure(place);
  if (permission === 'denied') {
    return verdict(
      'local-network-blocked',
      `This browser does not let this page reach ${place}.`,
      unblock(space, page),
    );
  }
  if (permission !== 'prompt') return undefined;
  const wasAsked = failedAfterMs >= SOONEST_DISMISSAL_MS;
  return wasAsked ? notAllowedYet(place, space) : undefined;
}

function notAllowedYet(place: string, space: AddressSpace): Diagnosis {
  return likely(
    'local-network-prompt',
    `This browser has not been allowed yet to let this page reach ${place}.`,
    [
      { text: `Test again, and choose Allow when the browser asks for ${questionWords(space)}.` },
      { text: 'If it asks nothing, start the server first.' },
    ],
  );
}

/** What browsers call the permission in their questions and settings. */
function questionWords(space: AddressSpace): string {
  return space === 'local' ? '“local network” devices' : 'apps and services on this device';
}

function insecure(place: string): Diagnosis {
  return verdict(
    'local-network-blocked',
    `This page came over plain http, so the browser lets it reach no ${place}.`,
    [
      {
        text: 'Run Patchbay on this computer and open it at http://localhost:7282.',
        command: 'npm start',
      },
      { text: 'Or open this page over https: then the browser asks you.' },
    ],
  );
}

/** Where the decision is undone (support.mozilla.org, developer.chrome.com: Local Network Access). */
function unblock(space: AddressSpace, page: PageFacts): Remedy[] {
  const again: Remedy = { text: 'Then reload this page and test again.' };
  const runLocally: Remedy = {
    text: 'Or run Patchbay on this computer and open it at http://localhost:7282, which needs no permission.',
    command: 'npm start',
  };
  return [{ text: whereToUnblock(space, engineOf(page)) }, again, runLocally];
}

function whereToUnblock(space: AddressSpace, engine: Engine): string {
  const isLocal = space === 'local';
  switch (engine) {
    case 'chromium':
      return `Open the icon at the left of the address bar → Site settings, and set ${isLocal ? '“Local network”' : '“Apps on device”'} (older versions: “Local network access”) to Allow.`;
    case 'firefox':
      return `Open the icon at the left of the address bar and remove the block on ${isLocal ? '“Local network devices”' : '“Device apps and services”'}. It is also in Settings → Privacy & Security → Permissions.`;
    default:
      return 'Open this site’s settings beside the address bar and allow access to the local network.';
  }
}
