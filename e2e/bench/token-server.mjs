/*
 * A process of its own that streams a text at a given rate, so that its work is not that of the page. It is asked by the
 * question itself: `prose 1000 16000` is 16,000 tokens of prose at 1,000 a second, rate 0 as fast as the connection takes
 * them. Every token is an event of its own. It tells its parent the port, and the epoch ms of a request, of the first and
 * the last byte.
 */
import { createServer } from 'node:http';
import { isKind, tokens } from './corpus.mjs';

const TICK_MS = 4;
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Max-Age': '600',
};

/** @param {Record<string, unknown>} message */
const tell = (message) => process.send?.({ at: Date.now(), ...message });

/** @param {string | null} content */
function frame(content, reason = null) {
  const choice = { index: 0, delta: content === null ? {} : { content }, finish_reason: reason };
  const chunk = {
    id: 'chatcmpl-0b9e5c1d7f3a4e62',
    object: 'chat.completion.chunk',
    created: 1790000000,
    model: 'bench',
    choices: [choice],
  };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} question
 */
function stream(response, question) {
  const [kind = 'prose', rate = '0', count = '100'] = question.split(' ');
  const all = tokens(kind, Number(count));
  const perSecond = Number(rate) || Infinity;
  response.writeHead(200, { ...CORS, 'Content-Type': 'text/event-stream' });
  response.socket?.setNoDelay(true);
  let sent = 0;
  const started = performance.now();
  const more = () => {
    const due = Math.min(
      all.length,
      Math.floor(((performance.now() - started) / 1000) * perSecond) || 0,
    );
    const until = perSecond === Infinity ? all.length : due;
    if (until > sent) {
      if (sent === 0) tell({ type: 'first' });
      response.write(
        all
          .slice(sent, until)
          .map((token) => frame(token))
          .join(''),
      );
      sent = until;
    }
    if (sent < all.length) return void setTimeout(more, TICK_MS);
    response.end(`${frame(null, /** @type {never} */ ('stop'))}data: [DONE]\n\n`, () =>
      tell({ type: 'last' }),
    );
  };
  more();
}

/**
 * What Patchbay asks of its own accord, a title, is no part of what is measured, and not told.
 * @param {import('node:http').ServerResponse} response
 */
function answerAtOnce(response) {
  const choice = { index: 0, message: { content: 'A title' }, finish_reason: 'stop' };
  response.writeHead(200, { ...CORS, 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ object: 'chat.completion', model: 'bench', choices: [choice] }));
}

const server = createServer((request, response) => {
  if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
  if (request.url?.endsWith('/models')) {
    const models = { object: 'list', data: [{ id: 'bench', object: 'model', owned_by: 'bench' }] };
    response.writeHead(200, { ...CORS, 'Content-Type': 'application/json' });
    return void response.end(JSON.stringify(models));
  }
  if (request.method !== 'POST') return void response.writeHead(404, CORS).end('{}');
  const at = Date.now();
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (piece) => (body += piece));
  request.on('end', () => {
    const { messages } = JSON.parse(body);
    const question = messages.at(-1).content;
    if (!isKind(question.split(' ')[0])) return answerAtOnce(response);
    tell({ type: 'request', at });
    tell({ type: 'asked', messages: messages.length, bytes: body.length });
    stream(response, question);
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  tell({ type: 'port', port: typeof address === 'object' ? address?.port : 0 });
});
process.on('disconnect', () => process.exit(0));
