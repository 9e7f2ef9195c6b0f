import type { Fetch } from '../../lib/fetch';
import type { Clock } from '../ports';
import { demoBaseUrl, isDemoUrl } from './demo-provider';
import { demoReply, thinkerId, type DemoQuestion, type DemoReply } from './demo-reply';
import { pacedStream } from './paced-stream';

const TOKENS_PER_SECOND = 60;
const CONTEXT_WINDOW = 8192;

/**
 * A `fetch` that is itself the server: it answers `GET {demoBaseUrl}/models` and
 * `POST {demoBaseUrl}/chat/completions` in the wire format and never reaches the network. Aborting
 * rejects with the signal's reason, in mid-body too; an address that is not the demo's is refused.
 */
export function createDemoFetch({ clock }: { clock: Clock }): Fetch {
  return async (url, init = {}) => {
    init.signal?.throwIfAborted();
    if (!isDemoUrl(url)) throw new TypeError('The demo answers only for itself.');
    const path = url.slice(demoBaseUrl.length);
    const method = init.method ?? 'GET';
    if (path === '/models' && method === 'GET') return json(modelList(clock));
    if (path === '/chat/completions' && method === 'POST') return complete(init, clock);
    return failure(404, 'not_found', `The demo has no ${method} ${path}.`);
  };
}

function modelList(clock: Clock): object {
  const created = Math.floor(clock.now() / 1000);
  const entry = (id: string, display_name: string, more: string[]) => ({
    id,
    object: 'model',
    created,
    owned_by: 'patchbay',
    display_name,
    max_model_len: CONTEXT_WINDOW,
    capabilities: ['completion', 'tools', ...more],
  });
  const plain = entry(demoId, 'Patchbay demo', []);
  return {
    object: 'list',
    data: [plain, entry(thinkerId, 'Patchbay demo, thinking', ['thinking'])],
  };
}

const demoId = 'patchbay-demo';

function complete(init: RequestInit, clock: Clock): Response {
  const request = parseRequest(init.body);
  if (!request) return failure(400, 'invalid_request_error', 'The body is no chat request.');
  const { model } = request.question;
  if (model !== demoId && model !== thinkerId) {
    return failure(404, 'model_not_found', `The demo has no model ${model}.`);
  }
  const head = { id: 'chatcmpl-demo', created: Math.floor(clock.now() / 1000), model };
  const reply = demoReply(request.question);
  if (!request.stream) return json(wholeCompletion(head, reply));
  const body = pacedStream(streamFrames(head, reply), {
    clock,
    perSecond: TOKENS_PER_SECOND,
    signal: init.signal ?? undefined,
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
}

function wholeCompletion(head: object, { message, finish, usage }: DemoReply): object {
  const choices = [{ index: 0, message, finish_reason: finish }];
  return { ...head, object: 'chat.completion', choices, usage };
}

/** The frames in the order of the wire: role, deltas, finish reason, usage with no choices, [DONE]. */
function streamFrames(head: object, { deltas, finish, usage }: DemoReply): string[] {
  const frame = (rest: object) =>
    `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...rest })}\n\n`;
  const step = (delta: object, finish_reason: string | null) =>
    frame({ choices: [{ index: 0, finish_reason, delta }] });
  return [
    step({ role: 'assistant', content: '' }, null),
    ...deltas.map((delta) => step(delta, null)),
    step({}, finish),
    `${frame({ choices: [], usage })}data: [DONE]\n\n`,
  ];
}

interface DemoRequest {
  question: DemoQuestion;
  stream: boolean;
}

function parseRequest(body: unknown): DemoRequest | undefined {
  const request = typeof body === 'string' ? parseObject(body) : undefined;
  const messages = request?.['messages'];
  if (!request || !Array.isArray(messages)) return undefined;
  const last = asObject(messages.findLast((message) => asObject(message)?.['role'] !== 'system'));
  const maxTokens = request['max_tokens'];
  return {
    stream: request['stream'] === true,
    question: {
      model: String(request['model']),
      last: { role: String(last?.['role']), text: textOf(last?.['content']) },
      promptLength: JSON.stringify(messages).length,
      maxTokens: typeof maxTokens === 'number' ? maxTokens : undefined,
    },
  };
}

/** A message's text: a string, or the text parts of an array. */
function textOf(content: unknown): string {
  if (!Array.isArray(content)) return typeof content === 'string' ? content : '';
  return content.map((part) => textOf(asObject(part)?.['text'])).join('\n');
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  const is = typeof value === 'object' && value !== null && !Array.isArray(value);
  return is ? (value as Record<string, unknown>) : undefined;
}

function failure(status: number, code: string, message: string): Response {
  return json({ error: { message, type: code, code } }, status);
}

function json(body: object, status = 200): Response {
  const headers = { 'Content-Type': 'application/json' };
  return new Response(JSON.stringify(body), { status, headers });
}
