import { readHeaders } from '../../core/providers/headers';
import { isOpenToAll, readServerAddress } from '../../core/tool-servers/address';
import type { ToolServerDraft } from '../../state/tool-servers';

/** What stands in the form, as it was typed. */
export interface Typed {
  url: string;
  label: string;
  headers: string;
  clientId: string;
}

export type ReadDraft =
  | { kind: 'draft'; draft: ToolServerDraft }
  | { kind: 'problem'; field: 'url' | 'headers'; message: string };

/** Reads the form of a tool server; without a name it is called by its host. */
export function readDraft(typed: Typed): ReadDraft {
  const address = readServerAddress(typed.url);
  if (address.kind === 'invalid') {
    return { kind: 'problem', field: 'url', message: address.message };
  }
  const { url } = address;
  const { headers, problem } = readHeaders(typed.headers, {
    apiKey: '',
    keyHeader: 'authorization',
  });
  if (problem) return { kind: 'problem', field: 'headers', message: problem };
  if (Object.keys(headers).length > 0 && isOpenToAll(url)) {
    const { host } = new URL(url);
    const message = `The headers would travel unencrypted to ${host}. Use https.`;
    return { kind: 'problem', field: 'url', message };
  }
  const label = typed.label.trim() || new URL(url).host;
  return { kind: 'draft', draft: { label, url, headers, clientId: typed.clientId.trim() } };
}
