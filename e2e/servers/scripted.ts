/*
 * A scripted OpenAI-compatible server for browser tests. It listens on 127.0.0.1 and answers what the test says.
 *
 *   const gate = createGate();
 *   const server = await startScripted({
 *     models: [{ id: 'alpha', context_length: 8192 }],
 *     key: 'sk-1',                                   // others get 401
 *     chat: [say('Hello'), wait(gate), say(' world'), finish('stop'), usage(3, 2), done()],
 *   });
 *   // add a provider with server.url (…/v1) in the page, send a message
 *   await gate.reached;                              // the server has sent "Hello" and waits
 *   gate.open();
 *   const request = await server.next('POST /v1/chat/completions');
 *   request.body.messages, request.headers.authorization, request.aborted, await request.closed
 *   server.set({ chat: fail(500, { error: { message: 'no' } }) });   // from the next request on
 *   await server.close();
 *
 * A reply is a list of steps (a stream) or `fail`/`reply` (one response). Steps: say, think, callTool, frame, raw, finish,
 * usage, done, wait, forever, cut. A list that ends closes the stream cleanly, with or without `finish` and `done`.
 * With `"stream": false` in the request, the deltas of say and think are folded into one JSON completion.
 * `respond` takes over everything, CORS too: profiles/ builds whole systems with it.
 * `chat` may be a function of the request, for answers that depend on it or on how many came before.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server saw of one request. `body` is the parsed JSON, or the text if it was none. */
export interface RecordedRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  /** True once the client went away before the answer was complete. */
  aborted: boolean;
  /** Resolves when the exchange is over, whoever ended it. */
  closed: Promise<void>;
}

/** One thing to do while a stream is open. */
export type Step =
  | { type: 'raw'; text: string }
  | { type: 'wait'; gate: Gate }
  | { type: 'forever'; text: string; everyMs: number }
  | { type: 'cut' };

/** One response with a status, or the steps of an event stream. */
export type Reply = Step[] | Answer;

export interface Answer {
  status: number;
  /** Steps make a stream under these headers. */
  body: string | Step[];
  headers: Record<string, string>;
}

export interface ScriptedOptions {
  /** Where the API lives; '/v1' unless told. */
  basePath?: string;
  /** The `data` of GET models, owned by `scripted` unless told, whom nobody asks more; or `reply(…)` for any other answer. */
  models?: object[] | Answer;
  /** The answer to POST chat/completions. */
  chat?: Reply | ((request: RecordedRequest, count: number) => Reply);
  /** What is answered to whoever asks for the title of a chat: nothing unless told. Such requests are not recorded. */
  title?: string;
  /** Further routes, by 'METHOD /path'; they win over the two above. */
  routes?: Record<string, Reply>;
  /** Requests without this key get 401. */
  key?: string;
  /** 'on' (default): every origin may read. 'off': no CORS header at all. 'no-preflight': simple GETs only. */
  cors?: 'on' | 'off' | 'no-preflight';
  /** Some servers check the key outside their CORS layer: their 401 is then unreadable for a page. */
  hide401?: boolean;
  /** Held before any answer to a non-preflight request. */
  before?: Gate;
  /** Answers every request, preflights too, with all of its headers; nothing else above but `before` counts then. */
  respond?: (request: RecordedRequest) => Answer | typeof RESET;
}

export interface ScriptedServer {
  origin: string;
  /** The base URL a person would type. */
  url: string;
  port: number;
  requests: RecordedRequest[];
  /** The first request to 'METHOD /path' that `next` has not returned yet; waits for it. */
  next(name: string): Promise<RecordedRequest>;
  /** The body of the last chat request; a preflight or a question about tokens may have come after it. */
  lastChat(): Record<string, unknown>;
  /** Changes options from the next request on. */
  set(options: ScriptedOptions): void;
  /** Cuts every connection and stops listening; the port can be used again by `startScripted(options, port)`. */
  close(): Promise<void>;
}

/** A point where the server waits until the test opens it. */
export interface Gate {
  reached: Promise<void>;
  opened: Promise<void>;
  open(): void;
  /** Called by the server when it gets there. */
  arrive(): void;
}

export function createGate(): Gate {
  let arrive = (): void => {};
  let open = (): void => {};
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { reached, opened, open, arrive };
}

const chunk = (choice: object, rest: object = {}): object => ({
  id: 'chatcmpl-scripted',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'scripted',
  choices: [{ index: 0, finish_reason: null, ...choice }],
  ...rest,
});

/** One SSE frame with this JSON. */
const frame = (json: unknown): Step => raw(`data: ${JSON.stringify(json)}\n\n`);
/** Bytes as they are. */
export const raw = (text: string): Step => ({ type: 'raw', text });
/** A piece of the answer's text. */
export const say = (text: string): Step => frame(chunk({ delta: { content: text } }));
/** A piece of reasoning, under the name llama.cpp uses. */
export const think = (text: string): Step => frame(chunk({ delta: { reasoning_content: text } }));
/** A whole tool call in one delta. */
export const callTool = (name: string, args: string, index = 0): Step => {
  const call = { index, id: `call_${String(index)}`, type: 'function' };
  return frame(
    chunk({ delta: { tool_calls: [{ ...call, function: { name, arguments: args } }] } }),
  );
};
export const finish = (reason: string): Step => frame(chunk({ delta: {}, finish_reason: reason }));
/** The extra chunk with empty choices that `include_usage` asks for. */
export const usage = (prompt: number, completion: number): Step => {
  const tokens = { prompt_tokens: prompt, completion_tokens: completion };
  return frame(chunk({}, { choices: [], usage: { ...tokens, total_tokens: prompt + completion } }));
};
export const done = (): Step => raw('data: [DONE]\n\n');
/** Holds the stream until the test opens the gate (or the client goes away). */
export const wait = (gate: Gate): Step => ({ type: 'wait', gate });
/** Repeats a piece of text until the client goes away. */
export const forever = (text: string, everyMs = 10): Step => ({ type: 'forever', text, everyMs });
/** Breaks the connection in mid-stream, as a killed server does. */
export const cut = (): Step => ({ type: 'cut' });
/** One JSON response. */
export const reply = (
  status: number,
  json: unknown,
  headers: Record<string, string> = {},
): Answer => ({
  status,
  body: typeof json === 'string' ? json : JSON.stringify(json),
  headers: {
    'Content-Type': typeof json === 'string' ? 'text/html' : 'application/json',
    ...headers,
  },
});
/** An error response in OpenAI's shape. */
export const fail = (status: number, message: string, more: object = {}): Answer =>
  reply(status, { error: { message, type: 'error', param: null, code: null, ...more } });

/** What `respond` returns to break the connection instead of answering. */
export const RESET = Symbol('reset');

const ANSWER: Step[] = [say('Hello'), say(' from the script.'), finish('stop'), done()];

/** Starts a server on a free port, or on `port`; fails if that one is taken. */
export async function startScripted(
  first: ScriptedOptions = {},
  port = 0,
): Promise<ScriptedServer> {
  const state = new ScriptedState({ basePath: '/v1', models: [{ id: 'scripted' }], ...first });
  const server = createServer((request, response) => {
    // A client that left while the answer was written is not this server's failure.
    void answer(state, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const origin = `http://127.0.0.1:${String(bound)}`;
  return {
    origin,
    url: origin + (state.options.basePath ?? ''),
    port: bound,
    requests: state.requests,
    next: (name) => state.next(name),
    lastChat: () =>
      state.requests.findLast(
        ({ method, path }) => method === 'POST' && path.endsWith('/chat/completions'),
      )?.body ?? {},
    set: (options) => (state.options = { ...state.options, ...options }),
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

class ScriptedState {
  readonly requests: RecordedRequest[] = [];
  options: ScriptedOptions;
  chats = 0;
  readonly #returned = new Set<RecordedRequest>();
  readonly #waiting = new Set<() => void>();

  constructor(options: ScriptedOptions) {
    this.options = options;
  }

  record(request: RecordedRequest): void {
    this.requests.push(request);
    for (const look of this.#waiting) look();
  }

  next(name: string): Promise<RecordedRequest> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.requests.find(
          (request) => `${request.method} ${request.path}` === name && !this.#returned.has(request),
        );
        if (!found) return;
        this.#returned.add(found);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}

async function answer(
  state: ScriptedState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { options } = state;
  const recorded = await record(state, request, response);
  const isPreflight = request.method === 'OPTIONS';
  if (asksForTitle(recorded)) return sendTitle(options, response, recorded);
  if (isPreflight && !options.respond) return preflight(options, request, response);
  if (options.before && !isPreflight) await pass(options.before, recorded);
  if (options.respond) {
    const answered = options.respond(recorded);
    if (answered === RESET) response.destroy();
    else await send(response, answered, recorded);
    return;
  }
  const authorized = !options.key || request.headers.authorization === `Bearer ${options.key}`;
  const cors = options.cors !== 'off' && (authorized || !options.hide401);
  if (cors) response.setHeader('Access-Control-Allow-Origin', '*');
  if (!authorized)
    return send(response, fail(401, 'Invalid API Key', { code: 'invalid_api_key' }), recorded);
  await send(response, route(state, recorded), recorded);
}

function preflight(
  options: ScriptedOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (options.cors === 'off' || options.cors === 'no-preflight') {
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end('Disallowed CORS origin');
    return;
  }
  response
    .writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
      'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '*',
    })
    .end();
}

function route(state: ScriptedState, request: RecordedRequest): Reply {
  const { basePath = '', models = [], routes = {}, chat = ANSWER } = state.options;
  const name = `${request.method} ${request.path}`;
  const special = routes[name];
  if (special) return special;
  if (name === `GET ${basePath}/models`) {
    if (!Array.isArray(models)) return models;
    const data = models.map((model) => ({ owned_by: 'scripted', ...model }));
    return reply(200, { object: 'list', data });
  }
  if (name === `POST ${basePath}/chat/completions`) {
    return typeof chat === 'function' ? chat(request, state.chats++) : chat;
  }
  return reply(404, { detail: 'Not Found' });
}

async function send(
  response: ServerResponse,
  answerWith: Reply,
  request: RecordedRequest,
): Promise<void> {
  if (!Array.isArray(answerWith)) return sendAnswer(response, answerWith, request);
  if (request.path.endsWith('/chat/completions') && request.body['stream'] !== true) {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(fold(answerWith)));
    return;
  }
  const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' };
  await sendAnswer(response, { status: 200, headers, body: answerWith }, request);
}

async function sendAnswer(
  response: ServerResponse,
  { status, headers, body }: Answer,
  request: RecordedRequest,
): Promise<void> {
  response.writeHead(status, headers);
  if (typeof body === 'string') {
    response.end(body);
    return;
  }
  response.flushHeaders();
  for (const step of body) {
    if (request.aborted) return;
    await play(step, response, request);
  }
  response.end();
}

async function play(step: Step, response: ServerResponse, request: RecordedRequest): Promise<void> {
  switch (step.type) {
    case 'raw':
      await write(response, step.text);
      return;
    case 'wait':
      await pass(step.gate, request);
      return;
    case 'forever':
      while (!request.aborted) {
        await write(response, (say(step.text) as { text: string }).text);
        await new Promise((resolve) => setTimeout(resolve, step.everyMs));
      }
      return;
    case 'cut':
      response.destroy();
  }
}

// Waits for the socket to take the bytes, so that what came before a cut or a gate is really on its way.
function write(response: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => response.write(text, () => resolve()));
}

function pass(gate: Gate, request: RecordedRequest): Promise<void> {
  gate.arrive();
  return Promise.race([gate.opened, request.closed]);
}

async function record(
  state: ScriptedState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<RecordedRequest> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += String(piece);
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  const recorded: RecordedRequest = {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: parse(text),
    aborted: false,
    closed,
  };
  response.once('close', () => (recorded.aborted = !response.writableFinished));
  if (!asksForTitle(recorded)) state.record(recorded);
  return recorded;
}

/** Every chat asks for its title in the background; tests that are not about that should not see it. */
function asksForTitle({ body }: RecordedRequest): boolean {
  return JSON.stringify(body['messages'] ?? '').startsWith(
    '[{"role":"user","content":"Write a title for this conversation',
  );
}

async function sendTitle(
  { title = '' }: ScriptedOptions,
  response: ServerResponse,
  request: RecordedRequest,
): Promise<void> {
  response.setHeader('Access-Control-Allow-Origin', '*');
  await send(response, [say(title), finish('stop'), done()], request);
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}

interface Delta {
  content?: string;
  reasoning_content?: string;
  tool_calls?: object[];
}
interface Frame {
  choices: { delta?: Delta; finish_reason: string | null }[];
  usage?: object;
}

/** The same answer as one JSON completion, for a request without `stream`. */
function fold(steps: Step[]): object {
  const message = {
    role: 'assistant',
    content: '',
    reasoning_content: '',
    tool_calls: [] as object[],
  };
  let reason: string | null = null;
  let counted: object | undefined;
  for (const step of steps) {
    if (step.type !== 'raw' || !step.text.startsWith('data: {')) continue;
    const json = JSON.parse(step.text.slice(6)) as Frame;
    counted = json.usage ?? counted;
    const [choice] = json.choices;
    message.content += choice?.delta?.content ?? '';
    message.reasoning_content += choice?.delta?.reasoning_content ?? '';
    message.tool_calls.push(...(choice?.delta?.tool_calls ?? []));
    reason = choice?.finish_reason ?? reason;
  }
  const choices = [{ index: 0, message, finish_reason: reason }];
  return { id: 'chatcmpl-scripted', object: 'chat.completion', choices, usage: counted };
}
