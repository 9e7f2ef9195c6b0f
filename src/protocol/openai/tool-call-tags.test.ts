import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CompletionReader } from './completion-reader';
import type { CompletionEvent } from './events';
import { FrameReader } from './frames';
import type { ChatRequestTool } from './request';
import { chunk, frames, merged } from './testing/collect';

const weather: ChatRequestTool = {
  name: 'weather',
  description: '',
  parameters: {
    type: 'object',
    properties: {
      city: { type: 'string' },
      days: { type: 'integer' },
      exact: { anyOf: [{ type: 'boolean' }, { type: 'null' }] },
      tags: { type: 'array' },
    },
  },
};

/** What is told when the server sends these pieces of text one after the other. */
function told(
  pieces: readonly string[],
  tools: readonly ChatRequestTool[] = [weather],
): CompletionEvent[] {
  return toldOf(
    pieces.map((content) => chunk({ content })),
    tools,
  );
}

function toldOf(
  chunks: readonly object[],
  tools: readonly ChatRequestTool[] = [weather],
): CompletionEvent[] {
  const reader = new CompletionReader(200, tools);
  const body = frames(...chunks, chunk({}, 'stop'), '[DONE]');
  const frameReader = new FrameReader();
  reader.readAll(frameReader.feed(body));
  reader.end();
  return merged(reader.take()).filter(({ type }) => type !== 'keep-alive');
}

const text = (value: string): CompletionEvent => ({ type: 'text-delta', text: value });
const call = (index: number, name: string, args: object): CompletionEvent => ({
  type: 'tool-call-delta',
  index,
  name,
  arguments: JSON.stringify(args),
});
const calls: CompletionEvent = { type: 'finish', reason: 'tool-calls' };
const stop: CompletionEvent = { type: 'finish', reason: 'stop' };

const hermes = '<tool_call>\n{"name": "weather", "arguments": {"city": "Paris"}}\n</tool_call>';
const coder = `<tool_call>
<function=weather>
<parameter=city>
Paris
</parameter>
<parameter=days>
3
</parameter>
<parameter=exact>
true
</parameter>
<parameter=tags>
["a", 1]
</parameter>
</function>
</tool_call>`;

describe('tool calls that were left in the text', () => {
  test('come as calls, and make stop a tool-calls', () => {
    expect(told([`Let me look.\n\n${hermes}`])).toEqual([
      text('Let me look.\n\n'),
      call(0, 'weather', { city: 'Paris' }),
      calls,
    ]);
  });

  test('may be several in a row, of one tool and with the same arguments too', () => {
    expect(told([`${hermes}\n${hermes}\n${hermes.replace('Paris', 'Rome')}\n`])).toEqual([
      call(0, 'weather', { city: 'Paris' }),
      call(1, 'weather', { city: 'Paris' }),
      call(2, 'weather', { city: 'Rome' }),
      calls,
    ]);
  });

  test('may have text behind them', () => {
    expect(told([`${hermes}\n\nDone.`])).toEqual([
      call(0, 'weather', { city: 'Paris' }),
      text('Done.'),
      calls,
    ]);
  });

  test('come behind reasoning, and are no calls inside of it', () => {
    expect(told([`<think>maybe ${hermes}</think>\n${hermes}`])).toEqual([
      { type: 'reasoning-delta', text: `maybe ${hermes}` },
      text('\n'),
      call(0, 'weather', { city: 'Paris' }),
      calls,
    ]);
  });

  test.each([
    ['no arguments', '{"name":"weather"}', '{}'],
    ['parameters', '{"name":"weather","parameters":{"a":1}}', '{"a":1}'],
    ['arguments in a string', '{"name":"weather","arguments":"{\\"a\\": 1}"}', '{"a": 1}'],
    [
      'a closing tag in a string',
      '{"name":"weather","arguments":{"a":"</tool_call> \\" </tool_call>"}}',
      '{"a":"</tool_call> \\" </tool_call>"}',
    ],
    ['an own __proto__', '{"name":"__proto__","arguments":{"__proto__":1}}', '{"__proto__":1}'],
  ])('with %s', (_, json, args) => {
    const [event] = told([`<tool_call>${json}</tool_call>`]);
    expect(event).toMatchObject({ type: 'tool-call-delta', arguments: args });
  });

  test('in the form of Qwen3-Coder, with the kinds that the schema names', () => {
    expect(told([coder])).toEqual([
      call(0, 'weather', { city: 'Paris', days: 3, exact: true, tags: ['a', 1] }),
      calls,
    ]);
  });

  test('in that form: several lines, none at all, and kinds that nobody knows', () => {
    const poem = '<parameter=city>\na\n b\n\n</parameter>';
    expect(told([`<tool_call><function=weather>${poem}</function></tool_call>`])[0]).toEqual(
      call(0, 'weather', { city: 'a\n b\n' }),
    );
    expect(told(['<tool_call>\n<function=now>\n</function>\n</tool_call>'])[0]).toEqual(
      call(0, 'now', {}),
    );
    const other = '<tool_call><function=other><parameter=x>5</parameter></function></tool_call>';
    expect(told([other])[0]).toEqual(call(0, 'other', { x: '5' }));
  });

  test('a broken one before a whole one takes only itself along', () => {
    expect(told([`<tool_call>{"name": ${hermes}`])).toEqual([
      text('<tool_call>{"name": '),
      call(0, 'weather', { city: 'Paris' }),
      calls,
    ]);
  });
});

describe('text that only looks like a call stays text', () => {
  test.each([
    ['code in a line', `Write \`${hermes}\` for it.`],
    ['a code block', `\`\`\`xml\n${hermes}\n\`\`\`\n`],
    ['the tag alone', 'The tag <tool_call> begins it.'],
    ['words inside', '<tool_call>weather in Paris</tool_call>'],
    ['broken JSON', '<tool_call>{"name": weather}</tool_call> and on'],
    ['no name', '<tool_call>{"arguments": {}}</tool_call>'],
    ['a list', '<tool_call>[1]</tool_call>'],
    ['arguments that are none', '<tool_call>{"name":"a","arguments":[1]}</tool_call>'],
    [
      'something between parameters',
      '<tool_call><function=a>so<parameter=x>1</parameter></function></tool_call>',
    ],
    ['an open function', '<tool_call><function=a><parameter=x>1</parameter></tool_call>'],
    ['an unfinished call', '<tool_call>{"name": "weather", "argum'],
    ['an unfinished tag', 'a <tool_ca'],
    ['an unfinished end', '<tool_call>{"name": "weather"}</tool_cal'],
  ])('%s', (_, value) => {
    expect(told([value])).toEqual([text(value), stop]);
    expect(told([...value])).toEqual([text(value), stop]);
  });

  test('when the request had no tools', () => {
    expect(told([hermes], [])).toEqual([text(hermes), stop]);
  });

  test('when the server made a call itself', () => {
    const real = chunk({
      tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }],
    });
    expect(toldOf([real, chunk({ content: hermes })])).toEqual([
      { type: 'tool-call-delta', index: 0, id: 'a', name: 'f', arguments: '{}' },
      text(hermes),
      calls,
    ]);
  });

  test('what was held back comes before a call of the server', () => {
    const real = chunk({
      tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }],
    });
    expect(toldOf([chunk({ content: '<tool_call>{"na' }), real])[0]).toEqual(
      text('<tool_call>{"na'),
    );
  });
});

test.each([
  ['a tag before one that begins a call', `<tool_call><tool_call>{"${hermes}`],
  ['spaces before what is no call', `<tool_call> \n x<tool_call>{"${hermes}`],
  ['a beginning that is not gone on with', `<tool_call><func<tool_call>{"${hermes}`],
  ['a tag before a call', `<tool_call><tool_call>x ${hermes}`],
])('a split tells nothing: %s', (_, whole) => {
  expect(told([...whole])).toEqual(told([whole]));
});

test('every split gives the same events', () => {
  const piece = fc.constantFrom(
    ...[
      hermes,
      coder,
      '<tool_call>',
      '</tool_call>',
      '{"name":"a"}',
      '{',
      '"',
      '\\',
      '<function=a>',
      '</function>',
    ],
    ...[
      'text ',
      '\n',
      '`',
      '```\n',
      '<',
      ' <tool',
      '<think>',
      '</think>',
      '<parameter=x>',
      '</parameter>',
    ],
  );
  const written = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(written, fc.array(fc.nat(200), { maxLength: 20 }), (whole, cuts) => {
      const places = [
        ...new Set([0, ...cuts, whole.length].map((cut) => Math.min(cut, whole.length))),
      ].sort((a, b) => a - b);
      const pieces = places.map((from, at) => whole.slice(from, places[at + 1])).filter(Boolean);
      expect(told(pieces)).toEqual(told([whole]));
      expect(told([...whole])).toEqual(told([whole]));
    }),
    { numRuns: 500 },
  );
});

test('a call of a megabyte in small pieces, and a thousand broken ones, are read in one go', () => {
  const long = `<tool_call>{"name":"a","arguments":{"x":"${'y'.repeat(1_000_000)}"}}</tool_call>`;
  const pieces = long.match(/[\s\S]{1,20}/g) ?? [];
  expect(told(pieces).map(({ type }) => type)).toEqual(['tool-call-delta', 'finish']);
  const broken = '<tool_call>{"x" '.repeat(20_000);
  expect(told([broken, '</tool_call>'])).toEqual([text(`${broken}</tool_call>`), stop]);
  const none = `${'<tool_call>x'.repeat(20_000)}</tool_call>`;
  expect(told([none])).toEqual([text(none), stop]);
});
