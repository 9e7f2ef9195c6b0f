import type { Fetch } from '../../lib/fetch';
import { boundBody, type Cut } from './bounded-body';
import type { Exchange } from './types';

/** One answer, and all that a server says by itself in one stream. */
const MAX_ANSWER_BYTES = 16e6;
const MAX_STREAM_BYTES = 64e6;
const MAX_WORDS = 2_000;
/** What the doctor looks at is the beginning of a connection, and its end. */
const KEPT_EXCHANGES = 12;
/** As many calls as one answer runs, and some more. */
const MOST_CUTS = 256;

export interface Wire {
  /** For the official client: every request is noted, every answer bounded. */
  fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
  exchanges: () => readonly Exchange[];
}

interface Message {
  method?: unknown;
  id?: unknown;
  params?: { requestId?: unknown };
}

/**
 * Stands between the client and `fetch`. A request that is given up (Stop, a timeout) ends its own stream too: the
 * client only tells the server so, and would go on reading a stream that never ends.
 */
export function createWire(fetch: Fetch): Wire {
  const seen: Exchange[] = [];
  const cuts = new Map<string, Cut>();
  const note = (exchange: Exchange): void => {
    seen.push(exchange);
    if (seen.length > KEPT_EXCHANGES) seen.splice(KEPT_EXCHANGES / 2, 1);
  };

  async function ask(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const message = readMessage(init.body);
    const call = typeof message?.method === 'string' ? message.method : (init.method ?? 'GET');
    if (call === 'notifications/cancelled') {
      cuts.get(JSON.stringify(message?.params?.requestId))?.('The call was stopped.');
    }
    const unanswered = abortable(init.signal);
    // Until its headers come, a call is given up by ending the request itself.
    if (message?.id !== undefined) keep(message.id, unanswered.abort);
    let response: Response;
    try {
      response = await fetch(String(url), { ...init, signal: unanswered.signal });
    } catch (error) {
      if (!unanswered.signal.aborted) note({ call, hasSession: false });
      throw error;
    }
    const { exchange, answer } = await look(call, response);
    note(exchange);
    return bounded(answer, message?.id);
  }

  function bounded(response: Response, id: unknown): Response | Promise<Response> {
    if (!response.body) return response;
    const isStream = isEventStream(response);
    const isCall = id !== undefined;
    if (isCall && !isStream) return whole(response, response.body, id);
    const { body, cut } = boundBody(
      response.body,
      isStream && !isCall ? MAX_STREAM_BYTES : MAX_ANSWER_BYTES,
      isStream && isCall ? (words) => farewell(id, words) : undefined,
    );
    if (isCall) keep(id, cut);
    return copyOf(response, body);
  }

  /**
   * An answer in one piece, or an error that says why it was cut: browsers tell a body that ends in an error like a
   * connection that broke.
   */
  async function whole(
    response: Response,
    source: ReadableStream<Uint8Array>,
    id: unknown,
  ): Promise<Response> {
    let why: string | undefined;
    const { body, cut } = boundBody(source, MAX_ANSWER_BYTES, (words) => {
      why = words;
      return new Uint8Array();
    });
    keep(id, cut);
    const text = await new Response(body as BodyInit).text();
    return copyOf(response, why === undefined ? text : JSON.stringify(errorAnswer(id, why)));
  }

  /** The client numbers its requests, so that one key stands for one of them. */
  function keep(id: unknown, cut: Cut): void {
    const key = JSON.stringify(id);
    cuts.delete(key);
    cuts.set(key, cut);
    if (cuts.size > MOST_CUTS) cuts.delete(cuts.keys().next().value ?? '');
  }
  return { fetch: ask, exchanges: () => [...seen] };
}

/** A signal of our own that follows another one. */
function abortable(outer: AbortSignal | null | undefined): { signal: AbortSignal; abort: Cut } {
  const controller = new AbortController();
  return {
    // The other one lives as long as the session, and must not gather a listener for each request.
    signal: outer ? AbortSignal.any([outer, controller.signal]) : controller.signal,
    abort: (words) => controller.abort(new DOMException(words, 'AbortError')),
  };
}

/** An answer to the call itself: without one the client would take the stream up again where it broke. */
function farewell(id: unknown, words: string): Uint8Array {
  const answer = JSON.stringify(errorAnswer(id, words));
  return new TextEncoder().encode(`\n\nevent: message\ndata: ${answer}\n\n`);
}

function errorAnswer(id: unknown, words: string): object {
  return { jsonrpc: '2.0', id, error: { code: -32000, message: words } };
}

async function look(
  call: string,
  response: Response,
): Promise<{ exchange: Exchange; answer: Response }> {
  const { status, headers } = response;
  const contentType = headers.get('content-type');
  const challenge = headers.get('www-authenticate');
  const exchange: Exchange = {
    call,
    status,
    hasSession: headers.has('mcp-session-id'),
    ...(contentType && { contentType }),
    ...(challenge && { challenge }),
  };
  if (response.ok || !response.body) return { exchange, answer: response };
  // A failure is short; whatever it is, no more than the beginning is of use.
  const words = await beginning(response.body);
  return { exchange: { ...exchange, words }, answer: copyOf(response, words) };
}

async function beginning(body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < MAX_WORDS) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  reader.cancel().catch(() => {});
  return text.slice(0, MAX_WORDS);
}

function copyOf(response: Response, body: ReadableStream<Uint8Array> | string): Response {
  const { status, statusText, headers, url, redirected, type } = response;
  const copy = new Response(body as BodyInit, { status, statusText, headers });
  return Object.defineProperties(copy, {
    url: { value: url },
    redirected: { value: redirected },
    type: { value: type },
  });
}

function isEventStream({ headers }: Response): boolean {
  return /^text\/event-stream\b/i.test(headers.get('content-type') ?? '');
}

function readMessage(body: RequestInit['body']): Message | undefined {
  if (typeof body !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // The form of a sign-in.
    return undefined;
  }
}
