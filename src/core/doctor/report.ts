import type { KeyHeader } from '../../protocol/openai/connection';
import { redact } from '../log/redact';
import { isFromFile } from '../providers/page-origin';
import { assertNever } from '../../lib/assert-never';
import type { ProbeStep } from './steps';
import type { Diagnosis, Evidence, PageFacts } from './types';
import { engineOf } from './user-agent';

/** What was examined, with nothing secret in it. */
export interface Examined {
  /** The program, where it is known, e.g. `Ollama 0.33`. */
  server?: string;
  baseUrl: string;
  hasKey: boolean;
  keyHeader?: KeyHeader;
  /** Names of the person's own headers; their values stay out. */
  headerNames?: readonly string[];
}

export interface ReportOptions {
  diagnosis: Diagnosis;
  examined: Examined;
  steps: readonly ProbeStep[];
  page: PageFacts;
  /** Epoch ms. */
  at: number;
  /** Patchbay's own. */
  version: string;
  /** Every key and secret header value known; none of them is in the report. */
  secrets: readonly string[];
}

/** A plain-text report for whoever helps: what was asked, what came back, and a `curl` line that asks the same. */
export function reportText(options: ReportOptions): string {
  const { diagnosis, examined, page, at, version, secrets } = options;
  const lines = [
    `Patchbay ${version}, connection doctor, ${new Date(at).toISOString()}`,
    `Page: ${isFromFile(page.origin) ? 'opened from a file, origin null' : page.origin} (${engineOf(page)} engine, ${page.isSecureContext ? 'secure' : 'not secure'})`,
    `Base URL: ${examined.baseUrl}`,
    ...(examined.server ? [`Server: ${examined.server}`] : []),
    `API key: ${examined.hasKey ? 'set' : 'none'}`,
    '',
    `Cause: ${diagnosis.cause} (${diagnosis.certainty})`,
    diagnosis.sentence,
    ...(diagnosis.serverWords ? [`The server's words: ${diagnosis.serverWords}`] : []),
    '',
    ...diagnosis.evidence.map(evidenceLine),
  ];
  return `${redact([...lines, '', ...curlLines(options)].join('\n'), secrets)}\n`;
}

function evidenceLine({ ok, text, ms }: Evidence): string {
  const mark = ok === undefined ? '-' : ok ? '✓' : '✗';
  return `${mark} ${text}${ms === undefined ? '' : ` ${ms} ms`}`;
}

/** The request that decided, for a shell; the key is a variable, so that the line can be shown around. */
function curlLines(options: ReportOptions): string[] {
  const { examined, page } = options;
  const { baseUrl, hasKey, keyHeader, headerNames = [] } = examined;
  const isChat = options.steps.some(({ ask }) => ask === 'chat');
  const url = `'${baseUrl}${isChat ? '/chat/completions' : '/models'}'`;
  const origin = `-H 'Origin: ${page.origin}'`;
  const request = [
    'curl -i',
    origin,
    ...(hasKey ? [keyPart(keyHeader)] : []),
    ...headerNames.map((name) => `-H "${name}: $${shellName(name)}"`),
    ...(isChat ? ["-H 'Content-Type: application/json'", "-d '{}'"] : []),
    url,
  ];
  if (!isChat && !hasKey && headerNames.length === 0) return [request.join(' ')];
  const preflight = ['curl -i -X OPTIONS', origin, ...preflightParts(examined, isChat), url];
  return [
    request.join(' '),
    '',
    'The browser asks this first (preflight), and wants Access-Control-Allow headers back:',
    preflight.join(' '),
  ];
}

function preflightParts(
  { hasKey, keyHeader = 'authorization', headerNames = [] }: Examined,
  isChat: boolean,
): string[] {
  const names = [
    ...(hasKey ? [keyHeader] : []),
    ...(isChat ? ['content-type'] : []),
    ...headerNames.map((name) => name.toLowerCase()),
  ];
  return [
    `-H 'Access-Control-Request-Method: ${isChat ? 'POST' : 'GET'}'`,
    `-H 'Access-Control-Request-Headers: ${names.join(',')}'`,
  ];
}

function keyPart(keyHeader: KeyHeader = 'authorization'): string {
  switch (keyHeader) {
    case 'authorization':
      return '-H "Authorization: Bearer $API_KEY"';
    case 'x-api-key':
      return '-H "X-Api-Key: $API_KEY"';
    default:
      return assertNever(keyHeader);
  }
}

function shellName(header: string): string {
  return header.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
