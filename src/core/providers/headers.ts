import type { KeyHeader } from '../../protocol/openai/connection';
import { mayKeepKey } from './base-url';
import type { Provider } from './types';

export type Headers = Record<string, string>;

export interface ReadHeaders {
  headers: Headers;
  /** Why they can't be sent like this, the first reason; absent when they can. Never holds a value. */
  problem?: string;
}

/** What a browser sets itself and lets no page set (Fetch standard, forbidden request-header). */
const forbidden = new Set(
  [
    'accept-charset accept-encoding access-control-request-headers access-control-request-method',
    'connection content-length cookie cookie2 date dnt expect host keep-alive origin referer set-cookie',
    'te trailer transfer-encoding upgrade via',
  ].flatMap((line) => line.split(' ')),
);

/** Reads headers as a person types them, one `Name: value` a line. */
export function readHeaders(
  lines: string,
  key: { apiKey: string; keyHeader: KeyHeader },
): ReadHeaders {
  const headers: Headers = {};
  const problems: string[] = [];
  lines.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const [name = '', ...rest] = line.split(':');
    const value = rest.join(':').trim();
    const problem =
      rest.length === 0
        ? `Line ${index + 1} has no colon. A header looks like X-Team: blue.`
        : lineProblem(name.trim(), value, headers);
    if (problem) problems.push(problem);
    else headers[name.trim()] = value;
  });
  const problem = problems[0] ?? keyConflict(headers, key);
  return { headers, ...(problem && { problem }) };
}

function lineProblem(name: string, value: string, before: Headers): string | undefined {
  if (name === '' || value === '') {
    return `${name ? name.slice(0, 40) : 'A header'} has no ${name ? 'value' : 'name'}.`;
  }
  if (hasHeader(before, name)) return `${name} is there twice. Take one out.`;
  return headerProblem(name, value) ?? forbiddenWords(name);
}

/** Why no request can carry this header; undefined when one can. */
export function headerProblem(name: string, value: string): string | undefined {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    return `“${name.slice(0, 40)}” is no name of a header. It has letters, digits and hyphens only.`;
  }
  if (!/^[\x20-\x7e]*$/.test(value))
    return `The value of ${name} holds a character that cannot be sent.`;
  return undefined;
}

/** What to say about a header that a page cannot set, or that Patchbay sets; undefined for any other. */
export function forbiddenWords(name: string): string | undefined {
  const plain = name.toLowerCase();
  if (plain === 'content-type') return 'Patchbay sets Content-Type itself. Take it out.';
  if (!forbidden.has(plain) && !/^(?:proxy|sec)-/.test(plain)) return undefined;
  return `Browsers let no page set ${name}. Take it out.`;
}

function keyConflict(
  headers: Headers,
  { apiKey, keyHeader }: { apiKey: string; keyHeader: KeyHeader },
): string | undefined {
  if (apiKey.trim() === '' || !hasHeader(headers, keyHeader)) return undefined;
  const [name, other] =
    keyHeader === 'x-api-key' ? ['X-Api-Key', 'Authorization'] : ['Authorization', 'X-Api-Key'];
  return `${name} already carries the API key. Take one of them out, or send the key as ${other}.`;
}

function hasHeader(headers: Headers, name: string): boolean {
  return Object.keys(headers).some((key) => key.toLowerCase() === name.toLowerCase());
}

/** The headers as lines to edit. */
export function headerLines(headers: Headers = {}): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** What goes to a base URL of what was typed: at another origin, only what was not entered for the old one. */
export function headersFor(
  stored: Pick<Provider, 'baseUrl' | 'headers'>,
  typed: Headers,
  baseUrl: string,
): Headers {
  if (mayKeepKey(stored, baseUrl)) return typed;
  const old = new Set(Object.values(stored.headers ?? {}));
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => !old.has(value)));
}

/** Stored headers with those of a file: a name in any case is the same header, and the file's wins. */
export function mergeHeaders(stored: Headers = {}, incoming: Headers = {}): Headers {
  const kept = Object.entries(stored).filter(([name]) => !hasHeader(incoming, name));
  return { ...Object.fromEntries(kept), ...incoming };
}
