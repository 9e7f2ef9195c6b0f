import type { JsonObject } from '../../../lib/json';
import { hostKind } from '../../providers/host-kind';
import type { Tool, ToolOutput } from '../types';
import { readPage } from './read-page';
import type { ReadUrlPorts } from './read-page';

/** Reads what is at an address, where its server lets this page. Asked each time: the address may carry what was said. */
export function readUrl(ports: ReadUrlPorts): Tool {
  return {
    id: 'builtin:read_url',
    name: 'read_url',
    title: 'Read a page',
    origin: 'Patchbay',
    description:
      'Reads a web page or text file at an http or https address and gives its text, 20000 characters at most. Many ' +
      'servers do not allow it from a browser.',
    parameters: {
      type: 'object',
      properties: {
        url: { type: 'string', description: 'The whole address, with https://.' },
      },
      required: ['url'],
      additionalProperties: false,
    },
    onByDefault: true,
    asks: 'each-time',
    describe: (args) => question(addressOf(args)),
    run: async (args, signal) => {
      const address = addressOf(args);
      return address instanceof URL ? await readPage(address, ports, signal) : failed(address);
    },
  };
}

function failed(text: string): ToolOutput {
  return { text, isError: true };
}

/** The address that is meant, or why none is. */
function addressOf({ url }: JsonObject): URL | string {
  if (typeof url !== 'string' || !URL.canParse(url.trim())) {
    return 'This is not a whole address. It has to begin with https:// or http://.';
  }
  const address = new URL(url.trim());
  if (address.protocol !== 'https:' && address.protocol !== 'http:') {
    return `Only http and https addresses can be read, not ${address.protocol}`;
  }
  if (address.username || address.password)
    return 'An address with a user name or a password in it is not read.';
  address.hash = '';
  return address;
}

function question(address: URL | string): string {
  if (typeof address === 'string') return address;
  const { href, origin, hostname } = address;
  const shown = href.length > 200 ? `${href.slice(0, 199)}…` : href;
  return `Read ${shown}? ${whoLearns(hostname, origin)}`;
}

function whoLearns(hostname: string, origin: string): string {
  switch (hostKind(hostname)) {
    case 'loopback':
      return `${origin} is a server on this computer.`;
    case 'private':
      return `${origin} is a server in your network.`;
    case 'public':
      return `The server ${origin} learns your address.`;
  }
}
