import { hostKind } from '../providers/host-kind';

export type ServerAddress = { kind: 'ok'; url: string } | { kind: 'invalid'; message: string };

const example = 'https://example.com/mcp';
const invalid = (message: string): ServerAddress => ({ kind: 'invalid', message });

/**
 * The address of an MCP server as a person pastes it, by the rules of base URLs: quotes and spaces go, a missing scheme
 * is http for hosts nearby and https otherwise. Path and query stay: they are the server's.
 */
export function readServerAddress(input: string): ServerAddress {
  const text = input.trim().replace(/^["'`<]+|["'`>]+$/g, '');
  if (text === '') return invalid(`There is no address. It looks like ${example}.`);
  if (/\s/.test(text)) return invalid('The address has a space inside. Take it out.');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme && scheme !== 'http' && scheme !== 'https') {
    return invalid(
      `“${scheme}:” is not an address for a server. It begins with http:// or https://.`,
    );
  }
  const url = scheme ? tryUrl(text) : withScheme(text);
  if (!url) return invalid(`“${text}” is not an address. It looks like ${example}.`);
  if (url.username || url.password) {
    return invalid(
      'The address holds a user name or password (user:pass@). Take them out and put them into a header.',
    );
  }
  url.hash = '';
  return { kind: 'ok', url: url.href };
}

/** Whether what is secret would travel unencrypted over the internet. */
export function isOpenToAll(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && hostKind(hostname) === 'public';
}

function withScheme(text: string): URL | undefined {
  const url = tryUrl(`http://${text}`);
  return url && hostKind(url.hostname) === 'public' ? tryUrl(`https://${text}`) : url;
}

/** The URL standard lets commas and quotes into a host; no server has such a name. */
function tryUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^\[[0-9a-f:.]+\]$|^[\w-]+(?:\.[\w-]+)*\.?$/.test(url.hostname) ? url : undefined;
}
