/**
 * What the way from the socket to the events costs, in Node: `node e2e/bench/wire.mjs`, or with the names of some
 * cases. Each is run beside a bare loop (decode, split, parse) over the same pieces; the ratio is what counts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = new URL('../../', import.meta.url).pathname;
const encoder = new TextEncoder();

/** The client as the browser gets it: bundled and minified by the same tool. */
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

/** A stream that makes its pieces when it is asked for them, and copies none. */
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
const event = (delta, finish = null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-8WmR5Lq2',
    object: 'chat.completion.chunk',
    created: 1764000000,
    model: 'qwen3-30b-a3b-instruct',
    system_fingerprint: 'b7112-0de0a01',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  })}\n\n`;
const pool = words.map((content) => encoder.encode(event({ content })));

/** A recording-like answer: so many deltas, an event in a piece. */
function* tokens(count) {
  for (let at = 0; at < count; at += 1) yield pool[at % pool.length];
}

/** The same bytes in pieces of another size. */
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

/** One event whose text has so many bytes, in one line. */
function* oneLine(bytes) {
  const [head, tail] = event({ content: '@' }).split('@');
  yield encoder.encode(head);
  const part = encoder.encode('All of it stands in one line. ').slice(0, 30);
  const block = new Uint8Array(30 * 2048);
  for (let at = 0; at < block.length; at += part.length) block.set(part, at);
  for (let left = bytes; left > 0; left -= block.length)
    yield block.subarray(0, Math.min(left, block.length));
  yield encoder.encode(tail);
}

function* document(bytes) {
  yield encoder.encode('{"choices":[{"index":0,"message":{"content":"');
  const block = encoder.encode('All of it stands in one line. '.repeat(2048));
  for (let left = bytes; left > 0; left -= block.length)
    yield block.subarray(0, Math.min(left, block.length));
  yield encoder.encode('"},"finish_reason":"stop"}]}');
}

function* lineEnds(pieces, end) {
  for (const piece of pieces)
    yield encoder.encode(new TextDecoder().decode(piece).replaceAll('\n', end));
}

const withLineEnds = (end) => {
  const ended = [...lineEnds(pool, end)];
  return function* (count) {
    for (let at = 0; at < count; at += 1) yield ended[at % ended.length];
  };
};

async function bareLoop(pieces) {
  const reader = streamOf(pieces).getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return length;
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = parts.pop();
    for (const part of parts)
      length += JSON.parse(part.slice(6)).choices[0].delta.content?.length ?? 0;
  }
}

async function client(chat, pieces) {
  const fetch = async () => new Response(streamOf(pieces));
  const connection = { baseUrl: 'http://localhost/v1', apiKey: '', fetch };
  const terms = { kind: undefined, learned: [], now: () => 0, onLearned: () => {} };
  let length = 0;
  let events = 0;
  for await (const { type, text } of chat(
    { model: 'm', messages: [], stream: true },
    connection,
    terms,
  )) {
    events += 1;
    if (type === 'text-delta') length += text.length;
  }
  return { length, events };
}

async function timed(run) {
  globalThis.gc?.();
  const start = process.cpuUsage();
  const from = performance.now();
  const result = await run();
  const cpu = process.cpuUsage(start);
  return { ms: performance.now() - from, cpu: (cpu.user + cpu.system) / 1000, result };
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

async function compare(chat, name, count, make, repeats = 3) {
  const bare = [];
  const ours = [];
  let events = 0;
  for (let turn = 0; turn < repeats; turn += 1) {
    bare.push((await timed(() => bareLoop(make(count)))).ms);
    const run = await timed(() => client(chat, make(count)));
    ours.push(run.ms);
    events = run.result.events;
  }
  const [b, o] = [median(bare), median(ours)];
  const ns = (ms) => `${Math.round((ms * 1e6) / count)} ns`.padStart(9);
  console.log(
    `${name.padEnd(34)}${ns(b)}${ns(o)}  ×${(o / b).toFixed(2).padEnd(7)} ${events} events`,
  );
}

async function growth(chat, name, make, sizes = [10, 100]) {
  const took = [];
  for (const size of sizes) {
    const runs = [];
    for (let turn = 0; turn < 2; turn += 1)
      runs.push((await timed(() => client(chat, make(size * 1e6)))).ms);
    took.push(Math.min(...runs));
  }
  const [small, large] = took;
  const rate = (at) => `${Math.round((sizes[at] * 1000) / took[at])} MB/s`.padStart(10);
  const ratio = large / sizes[1] / (small / sizes[0]);
  console.log(
    `${name.padEnd(34)}${rate(0)}${rate(1)}  growth ${ratio.toFixed(2)}  (${Math.round(small)}, ${Math.round(large)} ms)`,
  );
}

const cases = {
  event: (chat) => compare(chat, 'one event in a piece', 200_000, tokens),
  pieces: (chat) => compare(chat, 'pieces of 64 kB', 500_000, (n) => inPieces(tokens(n), 65_536)),
  bytes: (chat) => compare(chat, 'pieces of 1 byte', 5_000, (n) => inPieces(tokens(n), 1)),
  seven: (chat) => compare(chat, 'pieces of 7 bytes', 20_000, (n) => inPieces(tokens(n), 7)),
  crlf: (chat) =>
    compare(chat, 'CRLF, 64 kB', 500_000, (n) => inPieces(withLineEnds('\r\n')(n), 65_536)),
  cr: (chat) => compare(chat, 'CR, 64 kB', 500_000, (n) => inPieces(withLineEnds('\r')(n), 65_536)),
  line64: (chat) => growth(chat, 'one line in 64 kB', (n) => inPieces(oneLine(n), 65_536)),
  line16: (chat) => growth(chat, 'one line in 16 kB', (n) => inPieces(oneLine(n), 16_384)),
  line1: (chat) => growth(chat, 'one line in 16 bytes', (n) => inPieces(oneLine(n), 16), [1, 10]),
  document: (chat) => growth(chat, 'one document in 64 kB', (n) => inPieces(document(n), 65_536)),
};

const { chatInDialect } = await loadClient();
const wanted = process.argv.slice(2);
console.log('                                      bare     ours');
for (const [name, run] of Object.entries(cases)) {
  if (wanted.length === 0 || wanted.includes(name)) await run(chatInDialect);
}
