/**
 * What the way from the socket to the events costs, in Node: `npm run bench -- wire`. For a program:
 * `node e2e/bench/wire.mjs --json`.
 * Tokens are timed beside a bare loop (decode, split, parse) over the same pieces; the ratio is what counts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/** @typedef {Iterable<Uint8Array<ArrayBuffer>>} Pieces */
/** @typedef {typeof import('../../src/core/dialect/chat-client').chatInDialect} Chat */
/**
 * @typedef {object} Figure
 * @property {string} unit
 * @property {number} ours
 * @property {number} [bare] The same of the bare loop.
 * @property {number} [ratio] To the bare loop.
 * @property {number} [growth] Of the time for a byte, from a tenth of the size to all of it.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const encoder = new TextEncoder();

/**
 * The client as the browser gets it: bundled and minified by the same tool.
 * @returns {Promise<{ chatInDialect: Chat }>}
 */
async function loadClient() {
  const outDir = await mkdtemp(join(tmpdir(), 'patchbay-wire-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      target: 'es2022',
      minify: true,
      lib: {
        entry: 'src/core/dialect/chat-client.ts',
        formats: ['es'],
        fileName: () => 'client.mjs',
      },
    },
  });
  try {
    return await import(pathToFileURL(join(outDir, 'client.mjs')).href);
  } finally {
    await rm(outDir, { recursive: true });
  }
}

/**
 * A stream that makes its pieces when it is asked for them, and copies none.
 * @param {Pieces} pieces
 */
function streamOf(pieces) {
  const next = pieces[Symbol.iterator]();
  return new ReadableStream(
    {
      pull(controller) {
        const { done, value } = next.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

const words = [
  ' the',
  ' stream',
  ' of',
  ' tokens',
  ',',
  '\n',
  ' `code`',
  ' and',
  ' <b>',
  ' größer',
  '.',
  ' 12',
];
/**
 * @param {object} delta
 * @param {string} end
 */
function frame(delta, end) {
  const chunk = {
    id: 'chatcmpl-8WmR5Lq2',
    object: 'chat.completion.chunk',
    created: 1764000000,
    model: 'qwen3-30b-a3b-instruct',
    system_fingerprint: 'b7112-0de0a01',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: null }],
  };
  return `data: ${JSON.stringify(chunk)}${end}${end}`;
}

/**
 * A recording-like answer: so many deltas, an event in a piece.
 * @param {number} count
 */
function* tokens(count, end = '\n') {
  const pool = words.map((content) => encoder.encode(frame({ content }, end)));
  for (let at = 0; at < count; at += 1) {
    const piece = pool[at % pool.length];
    if (piece) yield piece;
  }
}

/**
 * The same bytes in pieces of another size.
 * @param {Pieces} pieces
 * @param {number} size
 */
function* inPieces(pieces, size) {
  let buffer = new Uint8Array(size);
  let filled = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length;) {
      const part = piece.subarray(from, from + size - filled);
      buffer.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled < size) continue;
      yield buffer;
      buffer = new Uint8Array(size);
      filled = 0;
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}

/** @param {number} bytes So many, of text. */
function* filling(bytes) {
  const block = encoder.encode('All of it stands in one line. '.repeat(2048));
  for (let left = bytes; left > 0; left -= block.length) {
    yield block.subarray(0, Math.min(left, block.length));
  }
}

/** @param {number} bytes The text of one event, in one line. */
function* oneLine(bytes) {
  const [head, tail] = frame({ content: '@' }, '\n').split('@');
  yield encoder.encode(head);
  yield* filling(bytes);
  yield encoder.encode(tail);
}

/** @param {number} bytes The text of an answer that is no stream. */
function* wholeAnswer(bytes) {
  yield encoder.encode('{"choices":[{"index":0,"message":{"content":"');
  yield* filling(bytes);
  yield encoder.encode('"},"finish_reason":"stop"}]}');
}

/**
 * @param {Pieces} pieces
 * @param {string} between
 */
async function bareLoop(pieces, between) {
  const reader = streamOf(pieces).getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return length;
    const parts = (rest + decoder.decode(value, { stream: true })).split(between);
    rest = parts.pop() ?? '';
    for (const part of parts) {
      length += JSON.parse(part.slice(6)).choices[0].delta.content?.length ?? 0;
    }
  }
}

/**
 * @param {Chat} chat
 * @param {Pieces} pieces
 */
async function client(chat, pieces) {
  const fetch = async () => new Response(streamOf(pieces));
  const connection = { baseUrl: 'http://localhost/v1', apiKey: '', fetch };
  const terms = { kind: undefined, learned: [], now: () => 0, onLearned: () => {} };
  let length = 0;
  const request = { model: 'm', messages: [], stream: true };
  for await (const event of chat(request, connection, terms)) {
    if (event.type === 'text-delta') length += event.text.length;
  }
  return length;
}

/** @param {() => Promise<number>} run */
async function timed(run) {
  const from = performance.now();
  const result = await run();
  return { ms: performance.now() - from, result };
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/**
 * Nanoseconds for a token, ours and the bare loop's over the same pieces, in turns.
 * @param {Chat} chat
 * @param {number} count
 * @param {(count: number) => Pieces} make
 * @returns {Promise<Figure>}
 */
async function perToken(chat, count, make, end = '\n') {
  /** @type {number[]} */
  const bare = [];
  /** @type {number[]} */
  const ours = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const floor = await timed(() => bareLoop(make(count), end + end));
    const own = await timed(() => client(chat, make(count)));
    if (own.result !== floor.result)
      throw new Error(`${own.result} characters, not ${floor.result}`);
    bare.push((floor.ms * 1e6) / count);
    ours.push((own.ms * 1e6) / count);
  }
  const [bareNs, ns] = [median(bare), median(ours)];
  return { unit: 'ns per token', bare: bareNs, ours: ns, ratio: ns / bareNs };
}

/** About the longest answer that is taken: src/protocol/openai/limits.ts. What is longer ends with an error. */
const LONGEST_BYTES = 20e6;

/**
 * Megabytes a second, and how much longer a byte takes than in a body of a tenth of the size.
 * @param {Chat} chat
 * @param {(bytes: number) => Pieces} make
 * @returns {Promise<Figure>}
 */
async function growth(chat, make, large = LONGEST_BYTES) {
  /** @param {number} bytes */
  const msPerByte = async (bytes) => {
    const runs = [];
    for (let turn = 0; turn < 3; turn += 1) {
      runs.push((await timed(() => client(chat, make(bytes)))).ms / bytes);
    }
    return median(runs);
  };
  const [small, big] = [await msPerByte(large / 10), await msPerByte(large)];
  return { unit: 'MB/s', ours: 1e-3 / big, growth: big / small };
}

/** @type {Record<string, (chat: Chat) => Promise<Figure>>} */
const cases = {
  'one event in a piece': (chat) => perToken(chat, 200_000, tokens),
  'pieces of 64 kB': (chat) => perToken(chat, 300_000, (n) => inPieces(tokens(n), 65_536)),
  'pieces of 64 kB, CRLF': (chat) =>
    perToken(chat, 300_000, (n) => inPieces(tokens(n, '\r\n'), 65_536), '\r\n'),
  'pieces of 64 kB, CR': (chat) =>
    perToken(chat, 300_000, (n) => inPieces(tokens(n, '\r'), 65_536), '\r'),
  'pieces of 7 bytes': (chat) => perToken(chat, 10_000, (n) => inPieces(tokens(n), 7)),
  'pieces of 1 byte': (chat) => perToken(chat, 3_000, (n) => inPieces(tokens(n), 1)),
  'one line, in 64 kB': (chat) => growth(chat, (n) => inPieces(oneLine(n), 65_536)),
  'one line, in 16 kB': (chat) => growth(chat, (n) => inPieces(oneLine(n), 16_384)),
  'one line, in 16 bytes': (chat) => growth(chat, (n) => inPieces(oneLine(n), 16), 10e6),
  'one document, in 64 kB': (chat) => growth(chat, (n) => inPieces(wholeAnswer(n), 65_536)),
};

/**
 * @param {string} name
 * @param {Figure} figure
 */
function line(name, { unit, bare = 0, ours, ratio, growth: grown = 1 }) {
  const shown = `${Math.round(ours)} ${unit}`.padStart(20);
  const beside =
    ratio === undefined
      ? `grows ×${grown.toFixed(2)} from a tenth of the size`
      : `bare loop ${Math.round(bare)}, ×${ratio.toFixed(2)}`;
  return `${name.padEnd(26)}${shown}   ${beside}`;
}

const isJson = process.argv.includes('--json');
const { chatInDialect } = await loadClient();
/** @type {Record<string, Figure>} */
const results = {};
for (const [name, run] of Object.entries(cases)) {
  const figure = await run(chatInDialect);
  results[name] = figure;
  if (!isJson) console.log(line(name, figure));
}
if (isJson) console.log(JSON.stringify(results, undefined, 2));
