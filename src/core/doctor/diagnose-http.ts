import { corsRecipe } from '../providers/presets';
import type { ServerHint } from '../providers/recipes';
import type { Cause, Diagnosis, PageFacts, ProbeOutcome, Remedy } from './types';
import { verdict } from './verdict';

type HttpError = Extract<ProbeOutcome, { kind: 'http-error' }>;

const statusCauses: Record<number, Cause> = {
  401: 'unauthorized',
  402: 'payment',
  403: 'forbidden',
  404: 'wrong-path',
  405: 'wrong-path',
  429: 'rate-limited',
};

/** An answer with an error status, which this page could read: the status decides, and the server's words come first. */
export function httpDiagnosis(
  outcome: HttpError,
  page: PageFacts,
  hint: ServerHint | undefined,
): Diagnosis {
  const { status, serverMessage, serverCode } = outcome;
  const words = serverMessage || serverCode || `HTTP ${status}`;
  const cause = causeOf(outcome);
  return {
    ...verdict(cause, sentenceOf(cause, outcome), remediesOf(cause, outcome, page, hint)),
    serverWords: words,
  };
}

function causeOf(outcome: HttpError): Cause {
  const { status, serverMessage, serverCode = '' } = outcome;
  const words = `${serverMessage} ${serverCode}`;
  if (status === 503 && /(?<!over)load/i.test(words)) return 'loading';
  // LiteLLM without a database has nothing to look an unknown key up in (servers.md, Errors).
  if (status === 400 && /no[_ ](?:db|connected[_ ]db)/i.test(words)) return 'unauthorized';
  if (isUnknownPath(outcome)) return 'wrong-path';
  return statusCauses[status] ?? (status >= 500 ? 'server-error' : 'not-openai');
}

/** A 404, or LM Studio's 200 for a path that it does not know (protocol.md §1.1). */
export function isUnknownPath({ status, serverMessage }: HttpError): boolean {
  return status === 404 || (status < 400 && /unexpected endpoint or method/i.test(serverMessage));
}

function sentenceOf(cause: Cause, { status, baseUrl, call }: HttpError): string {
  switch (cause) {
    case 'unauthorized':
      return `The key was refused (${status}). A server without a key wants the field empty.`;
    case 'payment':
      return 'The server asks for payment (402).';
    case 'forbidden':
      return call === 'chat'
        ? 'The server lists its models, but does not take messages from this page (403).'
        : 'The server does not allow this (403).';
    case 'wrong-path':
      return call === 'chat'
        ? `The server lists its models, but takes no messages at ${baseUrl}/chat/completions (${status}).`
        : `The server answers, but has no model list at ${baseUrl}/models (${status}).`;
    case 'rate-limited':
      return 'The server asks to wait (429).';
    case 'loading':
      return 'The server is still loading its model (503).';
    default:
      return `The server answered with an error (${status}).`;
  }
}

function remediesOf(
  cause: Cause,
  { call }: HttpError,
  page: PageFacts,
  hint: ServerHint | undefined,
): Remedy[] {
  switch (cause) {
    case 'unauthorized':
      return [{ text: 'Check the key. Keys end with the account or the server that made them.' }];
    case 'payment':
      return [{ text: 'Look at the account’s balance at this provider.' }];
    case 'forbidden':
      return forbiddenRemedies(call, page, hint);
    case 'wrong-path':
      return call === 'chat'
        ? [
            {
              text: 'A server that only makes embeddings has no chat. Start one with a chat model.',
            },
          ]
        : [{ text: 'Check the path. Most servers use one that ends in /v1.' }];
    case 'rate-limited':
      return [{ text: 'Wait a little, then test again.' }];
    case 'loading':
      return [{ text: 'Patchbay goes on looking until it is loaded.' }];
    case 'server-error':
      return [{ text: 'Look into the server’s own log: it knows why.' }];
    default:
      return [];
  }
}

/** LocalAI's guard against forged requests refuses the POST of a page that is not on its list (protocol.md §1.5). */
function forbiddenRemedies(
  call: HttpError['call'],
  page: PageFacts,
  hint: ServerHint | undefined,
): Remedy[] {
  if (hint === 'localai') {
    return [
      ...corsRecipe(hint, page.origin),
      {
        text: 'Or turn its guard against forged requests off.',
        command: 'LOCALAI_DISABLE_CSRF=true local-ai run',
      },
    ];
  }
  if (call === 'chat') return corsRecipe(hint, page.origin);
  return [
    { text: 'The key may not be allowed to do this, or the server takes no foreign host name.' },
  ];
}
