import { assertNever } from '../../lib/assert-never';
import { hostKind } from '../providers/host-kind';
import { type PresetId } from '../providers/preset-id';
import { corsRecipe, presetForUrl } from '../providers/presets';
import type { Cause, Diagnosis, PageFacts, ProbeOutcome } from './types';

/** Turns what the probes saw into a cause, a plain sentence and a way out for this page's origin. Pure. */
export function diagnose(outcome: ProbeOutcome, page: PageFacts, preset?: PresetId): Diagnosis {
  switch (outcome.kind) {
    case 'ok':
      return outcome.models.length > 0
        ? verdict('ok', `The server answers, in ${outcome.ms} ms.`)
        : noModels(preset);
    case 'invalid-url':
      return verdict('invalid-url', outcome.message);
    case 'needs-consent':
      return verdict(
        'invalid-url',
        `The key would travel unencrypted to ${hostOf(outcome.baseUrl)}. Use https, or send it all the same.`,
      );
    case 'redirected':
      return {
        ...verdict('redirected', `The server sends this page on to ${outcome.to}.`),
        remedies: [
          { text: 'If you trust that address, use it as the base URL.', command: outcome.to },
        ],
      };
    case 'not-openai':
      return notOpenAi(outcome);
    case 'http-error':
      return httpError(outcome);
    case 'unreadable':
      return unreadable(outcome, page, preset);
    default:
      return assertNever(outcome);
  }
}

function verdict(cause: Cause, sentence: string): Diagnosis {
  return { cause, certainty: 'certain', sentence, serverWords: '', evidence: [], remedies: [] };
}

function noModels(preset: PresetId | undefined): Diagnosis {
  const advice =
    preset === 'ollama'
      ? 'Pull one first: ollama pull NAME.'
      : 'Load or download one in the server, then refresh.';
  return {
    ...verdict('no-models', 'The server answers, but lists no models.'),
    remedies: [{ text: advice }, { text: 'Or add a model by hand on the provider’s page.' }],
  };
}

function notOpenAi(outcome: Extract<ProbeOutcome, { kind: 'not-openai' }>): Diagnosis {
  const isHtml = /^\s*<(?:!doctype|html)/i.test(outcome.body ?? '');
  const what = isHtml ? 'a web page' : 'something else';
  return {
    ...verdict(
      'not-openai',
      `${hostOf(outcome.baseUrl)} answers with ${what}, not with a list of models.`,
    ),
    remedies: [
      { text: 'Check the address and the port. Most servers use a path that ends in /v1.' },
    ],
  };
}

const statusCauses: Record<number, Cause> = {
  401: 'unauthorized',
  402: 'payment',
  403: 'forbidden',
  404: 'wrong-path',
  429: 'rate-limited',
};

function httpError(outcome: Extract<ProbeOutcome, { kind: 'http-error' }>): Diagnosis {
  const { status, serverMessage } = outcome;
  const words = serverMessage || outcome.serverCode || `HTTP ${status}`;
  const loading = status === 503 && /load/i.test(`${serverMessage} ${outcome.serverCode ?? ''}`);
  const cause = loading
    ? 'loading'
    : (statusCauses[status] ?? (status >= 500 ? 'server-error' : 'not-openai'));
  return { ...verdict(cause, httpSentence(cause, outcome)), serverWords: words };
}

function httpSentence(
  cause: Cause,
  { status, baseUrl }: { status: number; baseUrl: string },
): string {
  switch (cause) {
    case 'unauthorized':
      return `The key was refused (${status}). A server without a key wants the field empty.`;
    case 'payment':
      return 'The server asks for payment (402).';
    case 'forbidden':
      return 'The server does not allow this (403).';
    case 'wrong-path':
      return `The server answers, but has no model list at ${baseUrl}/models (404).`;
    case 'rate-limited':
      return 'The server asks to wait (429).';
    case 'loading':
      return 'The server is still loading its model (503).';
    default:
      return `The server answered with an error (${status}).`;
  }
}

function unreadable(
  outcome: Extract<ProbeOutcome, { kind: 'unreadable' }>,
  page: PageFacts,
  preset: PresetId | undefined,
): Diagnosis {
  const { baseUrl } = outcome;
  const host = hostOf(baseUrl);
  const guess = preset ?? presetForUrl(baseUrl);
  const remedies = corsRecipe(guess, page.origin);
  if (outcome.readableWithoutKey) {
    return {
      ...verdict(
        'cors-preflight',
        `${host} answers without the key, but not with it: no answer that this page may read.`,
      ),
      remedies,
    };
  }
  if (outcome.answers) {
    return {
      ...verdict('cors', 'The server answers, but gives no answer that this page may read.'),
      evidence: [
        { ok: true, text: `Something listens on ${host}.` },
        { ok: false, text: `It does not allow pages of ${page.origin}.` },
      ],
      remedies,
    };
  }
  if (isMixed(baseUrl, page)) return mixedContent(host, page);
  if (!page.isOnline && hostKind(new URL(baseUrl).hostname) === 'public') {
    return verdict('offline', 'This browser is offline.');
  }
  return {
    ...verdict(
      'unreachable',
      `Nothing answers at ${host} that this page may read. Is the server started?`,
    ),
    certainty: 'likely',
    evidence: [{ ok: false, text: `No answer from ${host}.` }],
    remedies: [{ text: 'Start the server, and check the address and the port.' }, ...remedies],
  };
}

/** From an https page, plain http is reachable on this computer at most (browser-lab.md). */
function isMixed(baseUrl: string, page: PageFacts): boolean {
  const target = new URL(baseUrl);
  const isLoopback = hostKind(target.hostname) === 'loopback';
  return page.origin.startsWith('https:') && target.protocol === 'http:' && !isLoopback;
}

function mixedContent(host: string, page: PageFacts): Diagnosis {
  return {
    ...verdict(
      'mixed-content',
      `This page came over https, so the browser forbids plain http to ${host}.`,
    ),
    evidence: [{ ok: false, text: `${page.origin} may not ask http://${host}.` }],
    remedies: [
      { text: 'Give the server https, for instance by a reverse proxy.' },
      {
        text: 'Or run Patchbay on this computer, where plain http is allowed.',
        command: 'npm start',
      },
    ],
  };
}

function hostOf(baseUrl: string): string {
  return new URL(baseUrl).host;
}
