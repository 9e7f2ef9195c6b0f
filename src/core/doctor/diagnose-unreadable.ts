import { hostKind } from '../providers/host-kind';
import { ofOrigin } from '../providers/page-origin';
import { corsRecipe, presetForUrl } from '../providers/presets';
import { knownServer, type ServerHint } from '../providers/recipes';
import { guideIdFor } from '../servers/guide-id';
import { localNetworkDiagnosis } from './diagnose-local-network';
import type { Diagnosis, PageFacts, Remedy, Unreadable } from './types';
import { engineOf, osOf } from './user-agent';
import { hostOf, likely, verdict } from './verdict';

/** The list gave nothing to read: the cause is what is left when all else is ruled out (protocol.md §7.3). */
export function unreadableDiagnosis(
  outcome: Unreadable,
  page: PageFacts,
  hint: ServerHint | undefined,
): Diagnosis {
  const meant = hint && hint !== 'unknown' ? hint : presetForUrl(outcome.baseUrl);
  const found =
    outcome.readableWithoutKey || outcome.answers
      ? refused(outcome, page, meant)
      : unanswered(outcome, page, meant);
  const name = isAboutServer(found) && knownServer(meant)?.name;
  return name && meant ? { ...found, looksLike: { name, guide: guideIdFor(meant) } } : found;
}

function isAboutServer({ cause }: Diagnosis): boolean {
  return cause === 'cors' || cause === 'cors-preflight' || cause === 'unreachable';
}

function unanswered(
  outcome: Unreadable,
  page: PageFacts,
  meant: ServerHint | undefined,
): Diagnosis {
  return (
    offline(outcome, page) ??
    mixedContent(outcome, page) ??
    localNetworkDiagnosis(outcome, page) ??
    certificate(outcome) ??
    unreachable(outcome, page, meant)
  );
}

/** Something answers, and the page may not read it. */
function refused(
  { baseUrl, readableWithoutKey, readablePath, preflightPasses }: Unreadable,
  page: PageFacts,
  meant: ServerHint | undefined,
): Diagnosis {
  const host = hostOf(baseUrl);
  const recipe = corsRecipe(meant, page.origin);
  if (readableWithoutKey || preflightPasses === false) {
    return verdict(
      'cors-preflight',
      `${host} answers this page without a key, but takes no request with one from it.`,
      recipe,
    );
  }
  if (preflightPasses) {
    return likely(
      'unauthorized',
      `${host} takes requests from this page, but most likely refused this key: it hides the reason from pages.`,
      [{ text: 'Check the key. The server’s own log tells whether it was refused.' }],
    );
  }
  if (readablePath !== undefined) {
    return likely(
      'unauthorized',
      `${host} most likely wants a key: it hides the reason from pages.`,
      [{ text: 'Enter the key that the server was started with, then connect again.' }],
    );
  }
  return verdict('cors', `The server answers, but not for pages ${ofOrigin(page.origin)}.`, recipe);
}

function offline({ baseUrl }: Unreadable, page: PageFacts): Diagnosis | undefined {
  if (page.isOnline || hostKind(new URL(baseUrl).hostname) !== 'public') return undefined;
  return verdict('offline', 'This browser is offline.', [
    { text: 'Servers on this computer and in your network still work.' },
  ]);
}

/**
 * From an https page, plain http is allowed to this computer, except in WebKit, and in Chromium to addresses that are
 * known to be private, behind a permission (browser-lab.md, protocol.md §7.1).
 */
function mixedContent({ baseUrl }: Unreadable, page: PageFacts): Diagnosis | undefined {
  const target = new URL(baseUrl);
  if (!page.origin.startsWith('https:') || target.protocol !== 'http:') return undefined;
  const kind = hostKind(target.hostname);
  if (kind === 'loopback' && engineOf(page) !== 'webkit') return undefined;
  if (kind === 'private' && engineOf(page) === 'chromium') return undefined;
  const isSafari = engineOf(page) === 'webkit' && kind === 'loopback';
  const sentence = isSafari
    ? `This browser lets no https page reach http://${target.host}.`
    : `This page came over https, so the browser forbids plain http to ${target.host}.`;
  const runLocally: Remedy = {
    text: `Run Patchbay on ${isSafari ? 'this computer' : 'your computer'} and open it at http://localhost:7282, where plain http is allowed.`,
    command: 'npm start',
  };
  const giveHttps: Remedy = {
    text: 'Or give the server https, for instance by a reverse proxy with a certificate that this browser trusts.',
  };
  const otherBrowser: Remedy = { text: 'Or use Chrome, Edge or Firefox, which allow it.' };
  const remedies = isSafari ? [runLocally, giveHttps, otherBrowser] : [runLocally, giveHttps];
  return verdict('mixed-content', sentence, remedies);
}

/** A browser never says that it disliked a certificate; https inside a network seldom has one that it likes. */
function certificate({ baseUrl }: Unreadable): Diagnosis | undefined {
  const { protocol, hostname, host, origin } = new URL(baseUrl);
  const isAddress = /^[\d.]+$|^\[/.test(hostname);
  if (protocol !== 'https:' || (hostKind(hostname) === 'public' && !isAddress)) return undefined;
  return likely(
    'certificate',
    `${host} most likely has a certificate that this browser does not trust.`,
    [
      {
        text: 'Open this address in a new tab. If a warning appears, accept it there, then test again.',
        command: `${origin}/`,
      },
      { text: 'If the tab says that nothing answers, start the server.' },
      { text: 'A certificate made by a local authority that your system trusts lasts longer.' },
    ],
  );
}

function unreachable(
  { baseUrl }: Unreadable,
  page: PageFacts,
  meant: ServerHint | undefined,
): Diagnosis {
  const host = hostOf(baseUrl);
  const kind = hostKind(new URL(baseUrl).hostname);
  const server = knownServer(meant);
  const start = { text: server?.start ?? 'Start the server, and check the address and the port.' };
  return likely('unreachable', `Nothing answers at ${host}. Is the server started?`, [
    start,
    ...(kind === 'private' ? lanRemedies(server?.share, page) : []),
    ...(kind === 'public'
      ? [{ text: 'Check the address, and whether a firewall or an extension blocks it.' }]
      : []),
  ]);
}

/** Most servers listen on their own computer only, until they are told otherwise. */
function lanRemedies(share: string | undefined, page: PageFacts): Remedy[] {
  const listen = {
    text: 'Most servers listen on their own computer only. Make it listen for other devices too.',
    ...(share && { command: share }),
  };
  const system: Remedy = {
    os: 'macos',
    text: 'macOS keeps browsers off the local network until allowed: System Settings → Privacy & Security → Local Network.',
  };
  return osOf(page) === 'macos' ? [listen, system] : [listen];
}
