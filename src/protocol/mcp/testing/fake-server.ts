import type { Fetch } from '../../../lib/fetch';

type Params = Readonly<Record<string, unknown>>;

export interface FakeServer {
  fetch: Fetch;
  /** What was asked, as `METHOD call`. */
  asked: string[];
  /** Headers of the last request, in lower case. */
  headers: () => Headers;
  /** Forgets every session, as a restart does. */
  restart: () => void;
  /** Tells each open stream that something changed. */
  tell: (method: string) => void;
}

export interface FakeOptions {
  /** Answers to calls after `initialize`; undefined: no such method. */
  answer?: (method: string, params: Params) => unknown;
  /** Stands before all else: an answer here is the answer. */
  gate?: (url: string, init: RequestInit) => Response | undefined;
  /** How an answer to a call comes: one event, or a stream of the test's own. */
  stream?: (method: string, id: unknown) => ReadableStream<Uint8Array> | undefined;
  /** False: the page may not read `Mcp-Session-Id`. */
  exposesSession?: boolean;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An MCP server of revision 2025-06-18 behind a `fetch`, written by hand so that it shares nothing with the client. */
export function fakeServer(options: FakeOptions = {}): FakeServer {
  const asked: string[] = [];
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  let session = 0;
  let last = new Headers();

  function open(): Response {
    let own: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        own = controller;
        streams.add(controller);
      },
      cancel: () => void streams.delete(own),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  const fetch: Fetch = async (url, init = {}) => {
    init.signal?.throwIfAborted();
    last = new Headers(init.headers);
    const gated = options.gate?.(url, init);
    const { method = 'GET' } = init;
    const message = typeof init.body === 'string' && init.body.startsWith('{') ? init.body : '{}';
    const { method: call, id, params = {} } = JSON.parse(message) as Params & { params?: Params };
    asked.push(`${method} ${typeof call === 'string' ? call : new URL(url).pathname}`);
    if (gated) return gated;
    if (call === 'initialize') return begin(id);
    if (call === 'server/discover') return failure(400, id, 'Server not initialized');
    if (last.get('mcp-session-id') !== String(session)) {
      return failure(options.exposesSession === false ? 400 : 404, id, 'Session not found');
    }
    if (method === 'GET') return open();
    if (method === 'DELETE') return new Response(null, { status: 200 });
    if (id === undefined) return new Response(null, { status: 202 });
    const stream = options.stream?.(String(call), id);
    if (stream) return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
    return result(id, options.answer?.(String(call), params));
  };

  function begin(id: unknown): Response {
    session += 1;
    const capabilities = { tools: { listChanged: true }, prompts: {}, resources: {} };
    const serverInfo = { name: 'fake', version: '1' };
    const body = { protocolVersion: '2025-06-18', capabilities, serverInfo };
    const headers: HeadersInit =
      options.exposesSession === false ? {} : { 'mcp-session-id': String(session) };
    return Response.json({ jsonrpc: '2.0', id, result: body }, { headers });
  }
  return {
    fetch,
    asked,
    headers: () => last,
    restart() {
      session += 1;
    },
    tell: (method) =>
      streams.forEach((stream) =>
        stream.enqueue(encode(`data: ${JSON.stringify({ jsonrpc: '2.0', method })}\n\n`)),
      ),
  };
}

function result(id: unknown, value: unknown): Response {
  if (value === undefined) {
    const error = { code: -32601, message: 'Method not found' };
    return Response.json({ jsonrpc: '2.0', id, error });
  }
  const event = `event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id, result: value })}\n\n`;
  return new Response(event, { headers: { 'content-type': 'text/event-stream' } });
}

function failure(status: number, id: unknown, message: string): Response {
  return Response.json({ jsonrpc: '2.0', id, error: { code: -32000, message } }, { status });
}
