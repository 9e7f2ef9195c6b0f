/** What a server has to send so that a page can talk MCP to it (Streamable HTTP, Fetch standard). */
export const allowOrigin = (origin: string): string => `Access-Control-Allow-Origin: ${origin}`;
export const allowMethods = 'Access-Control-Allow-Methods: GET, POST, DELETE';
export const exposeHeaders = 'Access-Control-Expose-Headers: Mcp-Session-Id, WWW-Authenticate';

/** The headers that the client sends, and those that a person set. */
const sent = [
  'Authorization',
  'Content-Type',
  'Last-Event-ID',
  'Mcp-Method',
  'Mcp-Name',
  'Mcp-Protocol-Version',
  'Mcp-Session-Id',
];

export function allowHeaders(own: readonly string[]): string {
  const known = new Set(sent.map((name) => name.toLowerCase()));
  const more = own.filter((name) => !known.has(name.toLowerCase()));
  return `Access-Control-Allow-Headers: ${[...sent, ...more].join(', ')}`;
}
