import fc from 'fast-check';
import { fuzz, mutated } from '../../lib/testing/fuzz';
import { CompletionReader } from './completion-reader';
import { ApiError } from './errors';
import type { CompletionEvent } from './events';
import { FrameReader } from './frames';
import { chunk } from './testing/collect';

interface Outcome {
  text: string;
  reasoning: string;
  /** The finish reason. */
  end: string;
  error: string;
}

/** What came of a body that arrives in these pieces, bytes decoded as the network does it. */
function heard(body: string, cuts: readonly number[]): Outcome {
  const bytes = new TextEncoder().encode(body);
  const decoder = new TextDecoder();
  const frames = new FrameReader();
  const completion = new CompletionReader(200);
  const outcome: Outcome = { text: '', reasoning: '', end: 'open', error: '' };
  const take = (): void => completion.take().forEach((event) => note(outcome, event));
  try {
    let isOver = false;
    for (let at = 0, turn = 0; at < bytes.length && !isOver; turn += 1) {
      const size = cuts[turn % cuts.length] ?? bytes.length;
      const text = decoder.decode(bytes.subarray(at, at + size), { stream: true });
      isOver = completion.readAll(frames.feed(text));
      take();
      at += size;
    }
    if (!isOver) {
      completion.readAll(frames.feed(decoder.decode()));
      completion.readAll(frames.end());
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    outcome.error = `${error.code} ${error.message}`;
  }
  completion.end();
  take();
  return outcome;
}

function note(outcome: Outcome, event: CompletionEvent): void {
  if (event.type === 'text-delta') outcome.text += event.text;
  else if (event.type === 'reasoning-delta') outcome.reasoning += event.text;
  else if (event.type === 'finish') outcome.end = event.reason;
  else if (event.type === 'text-was-reasoning') {
    outcome.reasoning += outcome.text;
    outcome.text = '';
  }
}

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    'a',
    ' b',
    '\n\n',
    '`',
    '```js\n',
    '🦜',
    'ü',
    '\r\n',
    'data: ',
    ': x',
    '<',
    '&amp;',
    '\u2028',
  ),
);
// Not what is a tag or becomes one with what stands beside it: that is reasoning, and tested on its own.
const said = words.filter((text) => !text.includes('<'));
const end = fc.constantFrom('\n', '\r\n', '\r');
const noise = fc.constantFrom(
  '',
  ': keep-alive',
  ':',
  'id: 7',
  'retry: 100',
  'event: message',
  'unknown: field',
  'data: {"choices":[]}',
  'data: {"choices":[{"delta":{}}]}',
  'data: {"choices":[{"delta":{"content":null}}]}',
  'data: {"choices":[{"delta":{"role":"assistant","content":""}}]}',
  'data: null',
);
const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });

interface Said {
  body: string;
  text: string;
  reasoning: string;
  cuts: number[];
}

const stream: fc.Arbitrary<Said> = fc
  .tuple(
    fc.array(fc.tuple(said, fc.boolean(), noise), { minLength: 1, maxLength: 12 }),
    end,
    fc.boolean(),
    fc.constantFrom('', '\uFEFF', '\n', '  \n'),
    cuts,
  )
  .map(([parts, line, isDone, before, sizes]) => {
    const lines = parts.flatMap(([text, thinks, between]) => [
      `data: ${JSON.stringify(chunk(thinks ? { reasoning_content: text } : { content: text }))}`,
      '',
      between,
      '',
    ]);
    lines.push(
      `data: ${JSON.stringify(chunk({}, 'stop'))}`,
      '',
      ...(isDone ? ['data: [DONE]', ''] : []),
    );
    const of = (thinks: boolean) =>
      parts.flatMap(([text, is]) => (is === thinks ? text : [])).join('');
    return {
      body: before + lines.map((each) => each + line).join(''),
      text: of(false),
      reasoning: of(true),
      cuts: sizes,
    };
  });

fuzz('streams: every word arrives, however the bytes are cut', {
  what: 'streams',
  runs: 60_000,
  cases: stream,
  check({ body, text, reasoning, cuts: sizes }) {
    const outcome = heard(body, sizes);
    if (outcome.text !== text || outcome.reasoning !== reasoning || outcome.end !== 'stop') {
      throw new Error(JSON.stringify({ outcome, text, reasoning }));
    }
  },
});

const scraps = [
  '\n\n',
  '\r',
  'data: ',
  'data: [DONE]\n\n',
  'event: error\n',
  '{"error":{"message":"No"}}',
  '{"choices":[',
  '}',
  ']',
  '"',
  '\\',
  '\\u',
  '\\ud83e',
  'null',
  '[[[[',
  '<html>',
  '<think>',
  '</think>',
  '<tool_call>',
  '0',
  '-',
  '\u0000',
];

fuzz('broken streams: the same words and the same end, however the bytes are cut', {
  what: 'streams',
  runs: 60_000,
  cases: fc.tuple(
    mutated(
      stream.map(({ body }) => body),
      scraps,
    ),
    cuts,
  ),
  check([body, sizes]) {
    const [whole, cut] = [heard(body, [Infinity]), heard(body, sizes)];
    if (JSON.stringify(whole) !== JSON.stringify(cut))
      throw new Error(JSON.stringify({ whole, cut }));
  },
});
