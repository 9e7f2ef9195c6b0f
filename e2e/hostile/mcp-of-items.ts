import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Item, jsonOf } from './corpus';

interface ToolItem {
  tool: { name: string; description?: string; inputSchema?: object };
  /** As the model writes them. */
  args: string;
  result: object;
}

interface RpcRequest {
  id?: unknown;
  method?: string;
  params?: { name?: string; protocolVersion?: string };
}

/** An MCP server on 127.0.0.1 whose tools are the items; its own words are the texts of `words`. */
export async function startMcpOfItems(items: readonly Item[], words: readonly Item[]) {
  const given = items.map((item) => jsonOf(item) as ToolItem);
  const said = words.map(({ text }) => text).join(' ');
  const results = new Map(given.map(({ tool, result }) => [tool.name, result]));
  const answers: Record<string, (params: NonNullable<RpcRequest['params']>) => object | undefined> =
    {
      initialize: ({ protocolVersion = '2025-06-18' }) => ({
        protocolVersion,
        capabilities: { tools: {}, prompts: {}, resources: {} },
        serverInfo: { name: said, title: said, version: said.slice(0, 99) },
        instructions: said,
      }),
      ping: () => ({}),
      'tools/list': () => ({
        tools: given.map(({ tool }) => ({ inputSchema: { type: 'object' }, ...tool })),
      }),
      'tools/call': ({ name = '' }) => results.get(name),
      'prompts/list': () => ({
        prompts: words.map(({ id, text }) => ({ name: id, title: text, description: text })),
      }),
      'resources/list': () => ({
        resources: words.map(({ id, text }) => ({ uri: `x:${id}`, name: text, description: text })),
      }),
      'resources/templates/list': () => ({ resourceTemplates: [] }),
    };
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*, authorization');
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE');
    if (request.method !== 'POST') {
      return void response.writeHead(request.method === 'OPTIONS' ? 204 : 405).end();
    }
    void bodyOf(request).then((text) => {
      const { id, method = '', params = {} } = JSON.parse(text) as RpcRequest;
      if (id === undefined) return void response.writeHead(202).end();
      const result = Object.hasOwn(answers, method) ? answers[method]?.(params) : undefined;
      const error = { code: -32_601, message: said };
      send(response, { jsonrpc: '2.0', id, ...(result ? { result } : { error }) });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`,
    /** What a model calls them with, in their order. */
    calls: given.map(({ tool, args }) => ({ name: tool.name, args })),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function send(response: ServerResponse, json: object): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += String(piece);
  return text || '{}';
}
