import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with a question: the question names it. */
export type Misdeed = keyof typeof misdeeds;

export interface HostileHttp {
  origin: string;
  /** The base URL. */
  url: string;
  /** Bytes written in answers so far. */
  written(): number;
  /** How many connections of answers the page has left. */
  left(): number;
  close(): Promise<void>;
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
};
const STREAM = { ...CORS, 'content-type': 'text/event-stream' };

const delta = (content: string): string =>
  `data: {"choices":[{"index":0,"delta":{"content":${JSON.stringify(content)}}}]}\n\n`;
const END = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
const DEEP = '['.repeat(50_000) + ']'.repeat(50_000);
const PROSE = delta('Never was there **so much** to say about `nothing` at all.\n\n').repeat(200);

/** Writes as fast as the page reads, until `most` bytes are written or the page has left. */
async function pour(response: ServerResponse, piece: string, most = Infinity): Promise<void> {
  const bytes = Buffer.from(piece);
  const gone = once(response, 'close');
  for (let sent = 0; sent < most && !response.destroyed; sent += bytes.length) {
    if (response.write(bytes)) continue;
    // `close` ends the wait for a page that has left.
    await Promise.race([once(response, 'drain'), gone]);
  }
}

/** Writes `pieces` one by one, at a pace that no reader may rely on. */
async function drip(response: ServerResponse, pieces: Iterable<string | Buffer>): Promise<void> {
  for (const piece of pieces) {
    if (response.destroyed) return;
    response.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

const misdeeds = {
  /** Text without end, as fast as it is read. */
  endless: async (response: ServerResponse) => {
    response.writeHead(200, STREAM);
    await pour(response, PROSE);
  },
  /** One line of 100 MB, whose event never ends; nor does the answer, which a browser may read ahead of its page. */
  line: async (response: ServerResponse) => {
    response.writeHead(200, STREAM);
    response.write(delta('Before.'));
    response.write('data: {"choices":[{"delta":{"content":"');
    await pour(response, 'x'.repeat(1_000_000), 100_000_000);
    if (!response.destroyed) await once(response, 'close');
  },
  /** Ten million deltas that say nothing, then a word. */
  deltas: async (response: ServerResponse) => {
    response.writeHead(200, STREAM);
    const empty = 'data: {"choices":[{"delta":{"content":""}}]}\n\n';
    await pour(response, empty.repeat(10_000), 10_000_000 * empty.length);
    response.end(delta('After all.') + END);
  },
  /** Headers, and never a blank line. */
  headers: async (response: ServerResponse) => {
    response.socket?.write('HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\n');
    for (let at = 0; response.socket?.destroyed === false; at += 1) {
      response.socket.write(`x-more-${String(at)}: and more\r\n`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
  /** A byte at a time, characters cut in two. */
  bytes: async (response: ServerResponse) => {
    response.writeHead(200, STREAM);
    await drip(
      response,
      Array.from(Buffer.from(delta('Grüße') + END), (byte) => Buffer.from([byte])),
    );
    response.end();
  },
  /** A picture, says the header. */
  picture: async (response: ServerResponse) => {
    response.writeHead(200, { ...CORS, 'content-type': 'image/png' });
    response.end(delta('Still text.') + END);
  },
  /** Bytes that are no UTF-8. */
  latin: async (response: ServerResponse) => {
    response.writeHead(200, STREAM);
    const [before = '', after = ''] = delta('Gr~e').split('~');
    response.end(
      Buffer.concat(
        [before, Buffer.from([0xfc, 0xdf]), after, END].map((part) => Buffer.from(part)),
      ),
    );
  },
  /** JSON fifty thousand deep beside the text, and then as an error. */
  deep: async (response: ServerResponse) => {
    response.writeHead(200, STREAM);
    response.write(`data: {"choices":[{"delta":{"content":"Deep."},"x":${DEEP}}]}\n\n`);
    response.end(`data: {"error":${DEEP}}\n\n`);
  },
  /** A fatal error whose words have no end. */
  error: async (response: ServerResponse) => {
    response.writeHead(500, { ...CORS, 'content-type': 'application/json' });
    response.write('{"error":{"message":"');
    await pour(response, 'Sorry! '.repeat(10_000));
  },
} satisfies Record<string, (response: ServerResponse) => Promise<void>>;

const isMisdeed = (name: string): name is Misdeed => Object.hasOwn(misdeeds, name);

/** A server that does what none should; `models` is how many it has. It binds to 127.0.0.1. */
export async function startHostileHttp(models = 1): Promise<HostileHttp> {
  const counts = { written: 0, left: 0 };
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
    if (request.method === 'GET') return answerGet(request, response, models);
    response.on('close', () => {
      counts.written += response.socket?.bytesWritten ?? 0;
      if (!response.writableFinished) counts.left += 1;
    });
    void misbehave(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${String(port)}`;
  return {
    origin,
    url: `${origin}/v1`,
    written: () => counts.written,
    left: () => counts.left,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerGet({ url }: IncomingMessage, response: ServerResponse, models: number): void {
  if (url !== '/v1/models') return void response.writeHead(404, CORS).end();
  const data = Array.from({ length: models }, (_, at) => ({
    id: at === 0 ? 'hostile' : `model-${String(at)}`,
    object: 'model',
    owned_by: 'hostile',
  }));
  response.writeHead(200, { ...CORS, 'content-type': 'application/json' });
  response.end(JSON.stringify({ object: 'list', data }));
}

async function misbehave(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const { messages } = JSON.parse(Buffer.concat(pieces).toString()) as {
    messages: { content: string }[];
  };
  const name = messages.at(-1)?.content ?? '';
  if (isMisdeed(name)) await misdeeds[name](response);
  else response.writeHead(200, { ...STREAM }).end(END);
}
