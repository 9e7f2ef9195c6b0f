/*
 * What a server is held to: the same requests, asked of a profile, of a real server, or read from a recording of one. The names
 * are those of the recordings. What a model says does not count; status, headers and shapes do.
 */
import { request as httpRequest } from 'node:http';

/** The page that asks. */
export const PAGE = 'https://example.app';

export interface Exchange {
  method: 'GET' | 'POST' | 'OPTIONS';
  path: string;
  headers: Record<string, string>;
  /** Sent as JSON; a string as it is. */
  body?: object | string;
  /** The key that is sent instead of the right one; '' sends none. */
  key?: string;
}

/** What one answer looked like. */
export interface Observation {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export interface Answered {
  status: number;
  headers: Record<string, string>;
  text: string;
}

const get = (path: string, headers: Record<string, string> = { Origin: PAGE }): Exchange => ({
  method: 'GET',
  path,
  headers,
});

const preflight = (path: string, asked: string, origin = PAGE): Exchange => ({
  method: 'OPTIONS',
  path,
  headers: {
    Origin: origin,
    'Access-Control-Request-Method': path.endsWith('completions') ? 'POST' : 'GET',
    'Access-Control-Request-Headers': asked,
  },
});

const CHAT = '/v1/chat/completions';

const post = (body: object | string, key?: string): Exchange => ({
  method: 'POST',
  path: CHAT,
  headers: { Origin: PAGE, 'Content-Type': 'application/json' },
  body,
  ...(key !== undefined && { key }),
});

const TOOLS = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'Get the current weather in a city',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string' } },
        required: ['city'],
      },
    },
  },
];

/** Every request of the contract, for a server whose one model is `model`. */
export function exchanges(model: string) {
  const chat = (more: object = {}, content = 'Say hello in five words.'): object => ({
    model,
    messages: [{ role: 'user', content }],
    max_tokens: 12,
    ...more,
  });
  const tooLong = 'word '.repeat(40_000);
  return {
    '01-models-noorigin': get('/v1/models', {}),
    '02-models-origin': get('/v1/models'),
    '03-preflight-chat': preflight(CHAT, 'authorization,content-type'),
    '05-preflight-models': preflight('/v1/models', 'authorization'),
    '06-preflight-customhdr': preflight(CHAT, 'authorization,content-type,x-custom,x-stainless-os'),
    '07-preflight-origin-null': preflight(CHAT, 'authorization,content-type', 'null'),
    '08-preflight-origin-localhost': preflight(
      CHAT,
      'authorization,content-type',
      'http://localhost:5173',
    ),
    '10-chat-nonstream': post(chat()),
    '11-chat-stream': post(chat({ stream: true })),
    '12-chat-stream-usage': post(chat({ stream: true, stream_options: { include_usage: true } })),
    '13-tools-auto-stream': post(
      chat({ stream: true, max_tokens: 64, tools: TOOLS, tool_choice: 'auto' }),
    ),
    '20-unknown-model': post(chat({ model: 'no-such-model', max_tokens: 4 })),
    '21-unknown-model-stream': post(chat({ model: 'no-such-model', max_tokens: 4, stream: true })),
    '22-malformed-json': post('{"model": "x", "messages": ['),
    '23-missing-messages': post({ model }),
    '25-missing-model': post({ messages: [{ role: 'user', content: 'Hi' }], max_tokens: 4 }),
    '26-overflow': post(chat({}, tooLong)),
    '27-overflow-stream': post(chat({ stream: true }, tooLong)),
    '30-key-wrong': post(chat(), 'wrong-key'),
    '31-key-none': post(chat(), ''),
    '32-key-none-models': { ...get('/v1/models'), key: '' },
    '33-key-empty-bearer': { ...get('/v1/models'), key: ' ' },
    '40-404-models-nov1': get('/models'),
    '41-404-v1-nope': get('/v1/nope'),
    '43-get-on-chat': get(CHAT),
    '45-v1v1': get('/v1/v1/models'),
    '46-models-trailing-slash': get('/v1/models/'),
    '47-doubleslash': get('//v1/models'),
    '48-model-by-id': get('/v1/models/no-such-id'),
    '53-temperature-9': post(chat({ temperature: 9 })),
    '54-temperature-neg': post(chat({ temperature: -1 })),
    '60-unknown-field': post(chat({ foo_bar: 1, reasoning_effort: 'low', n: 1, max_tokens: 4 })),
    '70-get-health': get('/health'),
    '70-get-version': get('/version'),
    '70-get-ping': get('/ping'),
    '70-get-api_tags': get('/api/tags'),
  } satisfies Record<string, Exchange>;
}

export type ExchangeName = keyof ReturnType<typeof exchanges>;

/** Asks a server, as a browser or a program would. Redirects are not followed. */
export function ask(origin: string, exchange: Exchange, key?: string): Promise<Answered> {
  const { method, path, body } = exchange;
  const chosen = exchange.key ?? key ?? '';
  const headers: Record<string, string> = { ...exchange.headers };
  // A browser never sends the key with a preflight.
  if (chosen && method !== 'OPTIONS') headers['Authorization'] = `Bearer ${chosen.trim()}`;
  return new Promise((resolve, reject) => {
    const url = new URL(origin);
    const asked = httpRequest(
      { host: url.hostname, port: url.port, method, path, headers, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => (text += piece));
        response.on('error', reject);
        response.on('end', () => {
          const named = Object.entries(response.headers).map(([name, value]) => [
            name,
            String(value),
          ]);
          const received = Object.fromEntries(named) as Record<string, string>;
          resolve({ status: response.statusCode ?? 0, headers: received, text });
        });
      },
    );
    asked.on('error', reject);
    asked.end(typeof body === 'object' ? JSON.stringify(body) : body);
  });
}

const COMPARED = /^(access-control-.*|vary|content-type|allow|location)$/;

/** What of an answer the contract compares. */
export function observe({ status, headers, text }: Answered): Observation {
  const compared = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => COMPARED.test(name))
    .map(([name, value]) => [name, comparable(value)]);
  const type = headers['content-type'] ?? headers['Content-Type'] ?? '';
  const sorted = compared.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return {
    status,
    headers: Object.fromEntries(sorted) as Record<string, string>,
    body: /event-stream/.test(type) ? shapeOfStream(text) : shapeOfBody(text),
  };
}

/** Without the host, and without what depends on the length of a body that may be compressed. */
function comparable(value: string): string {
  return value.replace(/^http:\/\/[^/]+/, 'http://HOST').replace(', Accept-Encoding', '');
}

/** The shapes of a stream's frames in turn, each once however often it is repeated. */
function shapeOfStream(text: string): unknown[] {
  const frames = text
    .split(/\r?\n\r?\n/)
    .filter(Boolean)
    .map((frame) => shapeOfBody(frame.replace(/^data: ?/, '')));
  return frames.filter(
    (frame, at) => at === 0 || JSON.stringify(frame) !== JSON.stringify(frames[at - 1]),
  );
}

function shapeOfBody(text: string): unknown {
  try {
    return shapeOf(JSON.parse(text));
  } catch {
    return text;
  }
}

/** A JSON value with the names of its types in place of what it says. */
function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    const shapes = value.map((item) => JSON.stringify(shapeOf(item)));
    return [...new Set(shapes)].sort().map((shape): unknown => JSON.parse(shape));
  }
  if (typeof value !== 'object') return typeof value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, shapeOf(part)]));
}
