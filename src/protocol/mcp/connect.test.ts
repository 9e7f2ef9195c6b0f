import { expect, test, vi } from 'vitest';
import { connectMcp, type McpConnection, type McpTarget } from './connect';
import { McpError } from './errors';
import { fakeServer, type FakeOptions, type FakeServer } from './testing/fake-server';

const signal = new AbortController().signal;
const url = 'http://127.0.0.1:3001/mcp';
const schema = { type: 'object', properties: { text: { type: 'string' } } };

async function connect(
  options: FakeOptions = {},
  more: Partial<McpTarget> = {},
): Promise<{ server: FakeServer; connection: McpConnection }> {
  const server = fakeServer(options);
  const target: McpTarget = {
    url,
    headers: {},
    fetch: server.fetch,
    version: '0',
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    onChanged: () => undefined,
    onLost: () => undefined,
    ...more,
  };
  return { server, connection: await connectMcp(target, signal) };
}

const failed = (promise: Promise<unknown>): Promise<McpError> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => (error instanceof McpError ? error : Promise.reject(error as Error)),
  );

test('lists tools page by page, and leaves out what no request could carry', async () => {
  const pages: Record<string, unknown> = {
    '': {
      tools: [
        { name: 'echo', description: 'Says it again', inputSchema: schema, title: 'Echo' },
        { name: '__proto__', inputSchema: { type: 'object' } },
        { name: 'huge', inputSchema: { type: 'object', description: 'x'.repeat(70_000) } },
      ],
      nextCursor: '2',
    },
    '2': { tools: [{ name: 'echo', inputSchema: { type: 'object' } }] },
  };
  const { connection } = await connect({
    answer: (method, { cursor = '' }) => method === 'tools/list' && pages[String(cursor)],
  });
  expect(await connection.listTools(signal)).toEqual([
    { name: 'echo', title: 'Echo', description: 'Says it again', parameters: schema },
    { name: '__proto__', description: '', parameters: { type: 'object' } },
  ]);
});

test('a result is told by its parts; bytes are counted, not kept', async () => {
  const { connection, server } = await connect(
    {
      answer: (method, params) =>
        method === 'tools/call' && {
          content: [
            { type: 'text', text: JSON.stringify(params['arguments']) },
            { type: 'image', data: 'AAAAAA==', mimeType: 'image/png' },
            { type: 'resource', resource: { uri: 'a:b', text: '<b>', mimeType: 'text/html' } },
          ],
          isError: true,
        },
    },
    { headers: { Authorization: 'Bearer own', 'X-Team': 'blue' } },
  );
  const result = await connection.callTool('echo', { text: 'hi' }, signal);
  expect(result).toEqual({
    isError: true,
    parts: [
      { kind: 'text', text: '{"text":"hi"}' },
      { kind: 'image', mimeType: 'image/png', bytes: 4 },
      { kind: 'resource', uri: 'a:b', text: '<b>', mimeType: 'text/html', bytes: 3 },
    ],
  });
  expect(server.headers().get('x-team')).toBe('blue');
  expect(server.headers().get('authorization')).toBe('Bearer own');
});

test('a stream without an end stops with the call, and is not taken up again', async () => {
  let isCancelled = false;
  const { connection, server } = await connect({
    stream: (method) =>
      method === 'tools/call'
        ? new ReadableStream<Uint8Array>({
            start: (controller) =>
              controller.enqueue(new TextEncoder().encode('id: 1\ndata: {"jsonrpc":')),
            cancel() {
              isCancelled = true;
            },
          })
        : undefined,
  });
  const stop = new AbortController();
  const call = connection.callTool('endless', {}, stop.signal);
  await vi.waitFor(() => expect(server.asked).toContain('POST tools/call'));
  stop.abort(new Error('Stopped.'));
  await expect(call).rejects.toThrow('Stopped.');
  await vi.waitFor(() => expect(isCancelled).toBe(true));
  expect(server.asked).toContain('POST notifications/cancelled');
  expect(server.headers().has('last-event-id')).toBe(false);
});

test('a stream that breaks during a call is taken up again behind its last event', async () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  let callId: unknown;
  const { connection, server } = await connect(
    {
      stream(method, id) {
        if (method !== 'tools/call') return undefined;
        callId = id;
        return new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(bytes('id: 7\ndata:\n\n')),
          pull: (controller) => controller.error(new TypeError('network error')),
        });
      },
      gate(_, { method, headers }) {
        if (method !== 'GET' || new Headers(headers).get('last-event-id') !== '7') return undefined;
        const result = { content: [{ type: 'text', text: 'At last.' }] };
        const event = `id: 8\ndata: ${JSON.stringify({ jsonrpc: '2.0', id: callId, result })}\n\n`;
        return new Response(event, { headers: { 'content-type': 'text/event-stream' } });
      },
    },
    {
      after(_, run) {
        const timer = setTimeout(run);
        return () => clearTimeout(timer);
      },
    },
  );
  const { parts } = await connection.callTool('slow', {}, signal);
  expect(parts).toEqual([{ kind: 'text', text: 'At last.' }]);
  expect(server.asked.filter((asked) => asked === 'POST tools/call')).toHaveLength(1);
});

test('an answer larger than any window is cut off', async () => {
  const chunk = new TextEncoder().encode(`: ${'x'.repeat(1e6)}\n`);
  let sent = 0;
  const { connection } = await connect({
    stream: (method) =>
      method === 'tools/call'
        ? new ReadableStream<Uint8Array>({
            pull(controller) {
              sent += 1;
              controller.enqueue(chunk);
            },
          })
        : undefined,
  });
  const error = await failed(connection.callTool('huge', {}, signal));
  expect(error.message).toContain('larger than 16 MB');
  expect(sent).toBeLessThan(30);
});

test('a session that the server forgot is told apart from other failures', async () => {
  const { connection, server } = await connect({
    answer: (method) => (method === 'tools/call' ? { content: [] } : undefined),
  });
  server.restart();
  expect((await failed(connection.callTool('echo', {}, signal))).kind).toBe('session-lost');
});

test('a changed list is told', async () => {
  const onChanged = vi.fn();
  const { server } = await connect({}, { onChanged });
  await vi.waitFor(() => expect(server.asked).toContain('GET /mcp'));
  server.tell('notifications/tools/list_changed');
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
});

test('a refusal holds what the doctor needs: status, challenge, words', async () => {
  const error = await failed(
    connect({
      gate: () =>
        new Response('{"error":"no token"}', {
          status: 401,
          headers: { 'www-authenticate': 'Bearer resource_metadata="http://127.0.0.1/x"' },
        }),
    }),
  );
  expect(error).toMatchObject({ kind: 'unauthorized', status: 401 });
  expect(error.exchanges.at(-1)).toMatchObject({
    challenge: 'Bearer resource_metadata="http://127.0.0.1/x"',
    words: '{"error":"no token"}',
  });
});

test('what cannot be reached, and what is a web page, are two failures', async () => {
  const unreachable = await failed(
    connect({
      gate: () => {
        throw new TypeError('Failed to fetch');
      },
    }),
  );
  expect(unreachable.kind).toBe('unreachable');
  const page = await failed(
    connect({
      gate: () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
    }),
  );
  expect(page.kind).toBe('protocol');
  expect(page.exchanges.at(-1)?.contentType).toBe('text/html');
});

test('a session whose number cannot be read ends with the next request', async () => {
  const { connection } = await connect({ exposesSession: false }).catch((error: unknown) => {
    expect(error).toMatchObject({ kind: 'http', status: 400 });
    return { connection: undefined };
  });
  if (connection) {
    expect(await failed(connection.listTools(signal))).toMatchObject({ kind: 'http', status: 400 });
  }
});

test('prompts and resources are listed and read', async () => {
  const content = { type: 'text', text: 'Sum up a.md' };
  const answers: Record<string, unknown> = {
    'prompts/list': { prompts: [{ name: 'sum', arguments: [{ name: 'file', required: true }] }] },
    'prompts/get': { messages: [{ role: 'user', content }] },
    'resources/list': { resources: [{ uri: 'file:///a.md', name: 'a.md' }] },
    'resources/read': {
      contents: [
        { uri: 'file:///a.md', text: '# A' },
        { uri: 'file:///a.bin', mimeType: 'image/png', blob: 'iVBORw==' },
      ],
    },
  };
  const { connection } = await connect({ answer: (method) => answers[method] });
  expect(await connection.listPrompts(signal)).toEqual([
    { name: 'sum', arguments: [{ name: 'file', required: true }] },
  ]);
  expect(await connection.getPrompt('sum', { file: 'a.md' }, signal)).toEqual([
    { role: 'user', part: { kind: 'text', text: 'Sum up a.md' } },
  ]);
  expect(await connection.listResources(signal)).toEqual([{ uri: 'file:///a.md', name: 'a.md' }]);
  expect(await connection.readResource('file:///a.md', signal)).toEqual([
    { uri: 'file:///a.md', mimeType: '', content: '# A' },
    {
      uri: 'file:///a.bin',
      mimeType: 'image/png',
      content: new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    },
  ]);
});
