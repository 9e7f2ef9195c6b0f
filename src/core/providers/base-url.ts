import { hostKind, type HostKind } from './host-kind';
import type { Provider } from './types';

/** What became of an address that a person typed or pasted, or that a file carries. */
export type ParsedBaseUrl =
  | {
      kind: 'ok';
      /** Base URLs to try in this order, without a trailing slash. */
      candidates: string[];
      /** The only origin that all candidates have. */
      origin: string;
      /** What was taken away, in words, e.g. `spaces`, `trailing slash`, `/chat/completions`. */
      trimmed: string[];
      /** Http to a host on the internet: with a key, ask first. */
      publicHttp: boolean;
      hostKind: HostKind;
    }
  | { kind: 'invalid'; message: string };

const example = 'http://localhost:1234/v1';
const quotes = '["\'`“”„‟‘’‚‛«»‹›<>]';
const zeroWidth = /[\u200b-\u200d\u2060\ufeff]/g;
/** Calls that people paste together with their base URL. */
const calls = ['/chat/completions', '/completions', '/models'];
/** `/v1`, `/api/v3`, `/compatible-mode/v1`, `/v1beta/openai`: a path that already names its version. */
const versioned = /\/v\d+(?:(?:alpha|beta)\d*)?(?:\/openai)?$/i;

/** What is taken off a path's end, so that a settled base URL is read as itself. */
const pathEnd = /[/',;]+$/;

/** Reads a base URL as people write it (design.md, "Base URLs and keys"); never throws. */
export function parseBaseUrl(input: string): ParsedBaseUrl {
  const { text, trimmed } = unwrap(input);
  const refusal = refuse(text);
  if (refusal) return invalid(refusal);
  const url = toUrl(text);
  if (!url) return invalid(`“${text}” is not an address. It looks like ${example}.`);
  if (url.username || url.password) return invalid(credentialWords);
  const path = cutPath(url.pathname, /[/\\]$/.test(text.replace(/[?#].*/s, '')), trimmed);
  if (url.search) trimmed.push('query');
  if (url.hash) trimmed.push('fragment');
  const kind = hostKind(url.hostname);
  return {
    kind: 'ok',
    candidates: candidatesOf(url.origin + path),
    origin: url.origin,
    trimmed,
    publicHttp: url.protocol === 'http:' && kind === 'public',
    hostKind: kind,
  };
}

/** One spelling per server, for comparing: with or without `/v1`, slash or scheme is the same. */
export function normalBaseUrl(baseUrl: string): string {
  const parsed = parseBaseUrl(baseUrl);
  if (parsed.kind === 'invalid') return baseUrl.trim();
  return (parsed.candidates.at(-1) ?? '').replace(/\/v1$/i, '');
}

/** The origin of a base URL, undefined when it is no http(s) address. */
function originOf(baseUrl: string): string | undefined {
  const parsed = parseBaseUrl(baseUrl);
  return parsed.kind === 'ok' ? parsed.origin : undefined;
}

/** Whether the stored key may stay when the base URL changes: it goes only to the origin that it was entered for. */
export function mayKeepKey(provider: Pick<Provider, 'baseUrl'>, newBaseUrl: string): boolean {
  const origin = originOf(newBaseUrl);
  return origin !== undefined && origin === originOf(provider.baseUrl);
}

const credentialWords =
  'The address holds a user name or password (user:pass@). Take them out and put the key into API key.';

function invalid(message: string): ParsedBaseUrl {
  return { kind: 'invalid', message };
}

/** Takes off what copying puts around an address, layer by layer. */
function unwrap(input: string): { text: string; trimmed: string[] } {
  const layers: [string, RegExp][] = [
    ['spaces', /^\s+|\s+$/g],
    ['quotes', new RegExp(`^${quotes}+|${quotes}+$`, 'g')],
    ['comma', /[,;]+$/g],
  ];
  const found = new Set<string>();
  let text = input.replace(zeroWidth, '');
  if (text !== input) found.add('invisible characters');
  for (let before = ''; before !== text;) {
    before = text;
    for (const [word, pattern] of layers) {
      const next = text.replace(pattern, '');
      if (next !== text) found.add(word);
      text = next;
    }
  }
  return { text, trimmed: [...found] };
}

/** Why no address can be read from this text, before a scheme is added to it. */
function refuse(text: string): string | undefined {
  if (text === '') return `There is no address. It looks like ${example}.`;
  if (/\s/.test(text)) return 'The address has a space inside. Take it out.';
  const scheme = schemeOf(text);
  if (scheme && !/^https?$/i.test(scheme)) {
    return `“${scheme}:” is not an address for a server. It begins with http:// or https://.`;
  }
  const authority =
    text
      .replace(/^https?:/i, '')
      .replace(/^[/\\]+/, '')
      .split(/[/\\?#]/)[0] ?? '';
  if (authority.includes('@')) return credentialWords;
  // `1234` alone would be read as the IPv4 address 0.0.4.210.
  if (/^:?\d+$/.test(authority)) return `“${text}” has no host. Did you mean localhost:1234?`;
  return undefined;
}

/** `localhost:1234` is a host with its port, and `user:pass@host` no scheme either. */
function schemeOf(text: string): string | undefined {
  if (/^[^/\\?#]*:\d+(?:[/\\?#]|$)/.test(text)) return undefined;
  const match = /^([a-z][a-z0-9+.-]*):(.*)/is.exec(text);
  const rest = match?.[2] ?? '';
  const hasCredentials = !/^[/\\]/.test(rest) && /^[^/\\?#]*@/.test(rest);
  return hasCredentials && match?.[1] !== 'mailto' ? undefined : match?.[1];
}

function toUrl(text: string): URL | undefined {
  if (schemeOf(text)) return tryUrl(text);
  const bare = text.replace(/^[/\\]+/, '');
  const url = tryUrl(`http://${bare}`);
  return url && hostKind(url.hostname) === 'public' ? tryUrl(`https://${bare}`) : url;
}

/** The URL standard lets commas and quotes into a host; no server has such a name. */
function tryUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^\[[0-9a-f:.]+\]$|^[\w-]+(?:\.[\w-]+)*\.?$/.test(url.hostname) ? url : undefined;
}

function cutPath(pathname: string, slash: boolean, trimmed: string[]): string {
  if (slash) trimmed.push('trailing slash');
  // Ollama answers `//v1/models` with a redirect that carries no CORS header.
  const single = pathname.replace(/\/{2,}/g, '/');
  let path = single.replace(pathEnd, '');
  for (let call = callAt(path); call; call = callAt(path)) {
    trimmed.push(call);
    path = path.slice(0, -call.length).replace(pathEnd, '');
  }
  return path;
}

function callAt(path: string): string | undefined {
  return calls.find((call) => path.toLowerCase().endsWith(call));
}

function candidatesOf(base: string): string[] {
  return versioned.test(base) ? [base] : [`${base}/v1`, base];
}
