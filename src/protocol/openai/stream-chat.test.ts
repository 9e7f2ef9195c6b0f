import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompletionEvent } from './events';
import { streamChat } from './stream-chat';
import {
  anyRequest,
  chunk,
  collect,
  errorFields,
  eventsOf,
  frames,
  merged,
  outcomeOf,
} from './testing/collect';
import { replay } from './testing/replay';

const text = (value: string): CompletionEvent => ({ type: 'text-delta', text: value });
const reasoning = (value: string): CompletionEvent => ({ type: 'reasoning-delta', text: value });
const finish = (reason: string) => ({ type: 'finish', reason }) as CompletionEvent;
const usage = (promptTokens: number, completionTokens: number): CompletionEvent => ({
  type: 'usage',
  promptTokens,
  completionTokens,
});
const wireUsage = (prompt_tokens: number, completion_tokens: number) => ({
  usage: { prompt_tokens, completion_tokens },
});

const hi = JSON.stringify(chunk({ content: 'Hi' }));
const stop = JSON.stringify(chunk({}, 'stop'));
const hiAndStop = [text('Hi'), finish('stop')];

describe('the lines of a stream', () => {
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('end with %s', async (_, end) => {
    const body = [`data: ${hi}`, '', `data: ${stop}`, '', 'data: [DONE]', '', ''].join(end);
    for (const size of [Infinity, 1, 2, 3]) {
      expect(await eventsOf({ body, cuts: [size] })).toEqual(hiAndStop);
    }
  });

  test.each([
    ['no space after data:', `data:${hi}\n\ndata:${stop}\n\n`],
    [
      'comments',
      `: ping - 2026\n\n:\n\n: OPENROUTER PROCESSING\n\ndata: ${hi}\n: keep-alive\n\n: x\n\ndata: ${stop}\n\n`,
    ],
    ['a byte order mark', `\uFEFFdata: ${hi}\n\ndata: ${stop}\n\n`],
    ['blank lines first', `\n\n\r\n  \ndata: ${hi}\n\ndata: ${stop}\n\n`],
    [
      'one value over several data lines',
      `data: ${hi.replace(':', ':\ndata: ')}\n\ndata: ${stop}\n\n`,
    ],
    [
      'id, retry, event and unknown fields',
      `retry: 5\nid: 1\nevent: message\nfoo: bar\ndata: ${hi}\n\ndata: ${stop}\n\n`,
    ],
    ['no blank line after the last event', `data: ${hi}\n\ndata: ${stop}`],
    ['no [DONE]', `data: ${hi}\n\ndata: ${stop}\n\n`],
    [
      'nothing after [DONE] counts',
      `data: ${hi}\n\ndata: ${stop}\n\ndata: [DONE]\n\ndata: ${hi}\n\n`,
    ],
    ['empty data', `data:\n\ndata: ${hi}\n\ndata: \n\ndata: ${stop}\n\n`],
    [
      'values that are no chunks',
      `data: null\n\ndata: 7\n\ndata: []\n\ndata: {}\n\ndata: ${hi}\n\ndata: ${stop}\n\n`,
    ],
  ])('%s', async (_, body) => {
    expect(await eventsOf(body)).toEqual(hiAndStop);
    expect(await eventsOf({ body, cuts: [1] })).toEqual(hiAndStop);
  });

  test('[DONE] ends it, although the connection stays open', async () => {
    let canceled = false;
    const open = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) =>
        controller.enqueue(
          new TextEncoder().encode(frames(chunk({ content: 'Hi' }, 'stop'), '[DONE]')),
        ),
      cancel: () => {
        canceled = true;
      },
    });
    const fetch = async () => new Response(open);
    const stream = streamChat(anyRequest, { baseUrl: '', apiKey: '', fetch });
    expect((await collect(stream)).events).toEqual(hiAndStop);
    expect(canceled).toBe(true);
  });

  test.each([
    ['in one line of a stream', (content: string) => frames(chunk({ content }))],
    ['in a document', (content: string) => JSON.stringify({ choices: [{ message: { content } }] })],
  ])('20 MB %s arrive whole, as one event', async (_, bodyOf) => {
    const long = '0123456789 <b> `x`\n'.repeat(1_100_000);
    const events = await eventsOf({ body: bodyOf(long), cuts: [16_384] });
    expect(events).toHaveLength(1);
    const [event] = events;
    // Compared by hand: a difference of 20 MB is nothing to print.
    expect(event?.type === 'text-delta' && event.text === long).toBe(true);
  });

  test('20 MB in one call’s arguments arrive whole, with the name on every piece', async () => {
    const piece = `{"a":{"b":"${'x'.repeat(200)}"}},`;
    const call = (json: string) =>
      chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: json } }] });
    const pieces = Array<string>(90_000).fill(piece);
    const body = frames(...['{"list":[', ...pieces, '0]}'].map(call), chunk({}, 'stop'));
    const events = await eventsOf({ body, cuts: [65_536] });
    const calls = events.filter((event) => event.type === 'tool-call-delta');
    const json = calls.map((event) => event.arguments ?? '').join('');
    expect(calls.every(({ index }) => index === 0)).toBe(true);
    expect(json === `{"list":[${pieces.join('')}0]}`).toBe(true);
  });

  test('the tokens of one piece of the network are one event', async () => {
    const token = chunk({ content: 'word ' });
    const body = frames(...Array<object>(1_000).fill(token));
    expect(await eventsOf(body)).toEqual([text('word '.repeat(1_000))]);
    const cut = await eventsOf({ body, cuts: [8_192] });
    expect(cut).toHaveLength(Math.ceil(body.length / 8_192));
    expect(merged(cut)).toEqual([text('word '.repeat(1_000))]);
  });

  test('characters cut in the middle arrive whole', async () => {
    const words = 'Grüße, 世界, 👩‍🚀!';
    const events = await eventsOf({ body: frames(chunk({ content: words })), cuts: [1] });
    expect(events).toEqual([text(words)]);
  });
});

describe('the choices of a chunk', () => {
  test.each<[string, unknown, CompletionEvent[]]>([
    ['empty choices', { choices: [] }, []],
    ['choices absent', { id: 'x' }, []],
    ['choices null', { choices: null }, []],
    ['choices with nonsense', { choices: [null, 7, 'x'] }, []],
    ['delta absent', { choices: [{ index: 0 }] }, []],
    ['delta null', { choices: [{ index: 0, delta: null }] }, []],
    ['message instead of delta', { choices: [{ message: { content: 'Hi' } }] }, [text('Hi')]],
    ['content null', chunk({ content: null }), []],
    ['content empty', chunk({ content: '' }), []],
    ['content of a wrong type', chunk({ content: 7 }), []],
    ['a refusal', chunk({ content: null, refusal: 'I will not.' }), [text('I will not.')]],
    [
      'only the first of several',
      {
        choices: [
          { index: 1, delta: { content: 'No' } },
          { index: 0, delta: { content: 'Hi' } },
        ],
      },
      [text('Hi')],
    ],
    [
      'no index',
      { choices: [{ delta: { content: 'Hi' } }, { delta: { content: 'No' } }] },
      [text('Hi')],
    ],
  ])('%s', async (_, value, expected) => {
    expect(await eventsOf(frames(value))).toEqual(expected);
  });

  test('Mistral: content as a list of thinking and text', async () => {
    const thinking = { type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] };
    const body = frames(
      chunk({ content: [thinking] }),
      chunk({
        content: [thinking, { type: 'text', text: 'Hi' }, { type: 'reference' }, null, '!'],
      }),
    );
    expect(merged(await eventsOf(body))).toEqual([reasoning('HmHm'), text('Hi!')]);
  });
});

describe('reasoning', () => {
  test.each<[string, object, CompletionEvent[]]>([
    ['reasoning_content', { reasoning_content: 'Hm' }, [reasoning('Hm')]],
    ['reasoning', { reasoning: 'Hm', content: '' }, [reasoning('Hm')]],
    ['both the same', { reasoning: 'Hm', reasoning_content: 'Hm' }, [reasoning('Hm')]],
    ['both, one empty', { reasoning: 'Hm', reasoning_content: '' }, [reasoning('Hm')]],
    ['both, one null', { reasoning: null, reasoning_content: 'Hm' }, [reasoning('Hm')]],
    ['beside text', { reasoning: 'Hm', content: 'Hi' }, [reasoning('Hm'), text('Hi')]],
    ['of a wrong type', { reasoning: { effort: 1 }, content: 'Hi' }, [text('Hi')]],
  ])('%s', async (_, delta, expected) => {
    expect(await eventsOf(frames(chunk(delta)))).toEqual(expected);
  });

  test('in think tags over chunks, held-back text comes before the end', async () => {
    const body = frames(
      chunk({ content: '<th' }),
      chunk({ content: 'ink>a</think>b <' }),
      chunk({}, 'stop'),
    );
    expect(merged(await eventsOf(body))).toEqual([reasoning('a'), text('b <'), finish('stop')]);
    expect(merged(await eventsOf(frames(chunk({ content: 'b </th' }))))).toEqual([text('b </th')]);
  });

  test('a swallowed opening tag', async () => {
    const body = frames(chunk({ content: 'plan\n</th' }), chunk({ content: 'ink>Hi' }, 'stop'));
    expect(await eventsOf(body)).toEqual([
      text('plan\n'),
      { type: 'text-was-reasoning' },
      text('Hi'),
      finish('stop'),
    ]);
  });
});

describe('the finish reason', () => {
  test.each([
    ['stop', 'stop'],
    ['eos', 'stop'],
    ['end_turn', 'stop'],
    ['length', 'length'],
    ['model_length', 'length'],
    ['max_tokens', 'length'],
    ['tool_calls', 'tool-calls'],
    ['function_call', 'tool-calls'],
    ['content_filter', 'content-filter'],
    ['load', 'other'],
    ['constructor', 'other'],
  ])('%s is %s', async (wire, reason) => {
    expect(await eventsOf(frames(chunk({}, wire)))).toEqual([finish(reason)]);
  });

  test('rides with the last text', async () => {
    expect(await eventsOf(frames(chunk({ content: 'Hi' }, 'stop')))).toEqual(hiAndStop);
  });

  test('comes once', async () => {
    const body = frames(chunk({ content: 'Hi' }, ''), chunk({}, 'stop'), chunk({}, 'stop'));
    expect(await eventsOf(body)).toEqual(hiAndStop);
  });

  test('a stream that just ends has none', async () => {
    expect(await eventsOf(frames(chunk({ content: 'Hi' })))).toEqual([text('Hi')]);
    expect(await eventsOf('')).toEqual([]);
    expect(await eventsOf(': ping\n\n')).toEqual([]);
  });
});

describe('usage and timings', () => {
  const last = chunk({}, 'stop');
  test.each<[string, string, CompletionEvent[]]>([
    [
      'in a chunk of its own',
      frames(last, { choices: [], ...wireUsage(5, 2) }),
      [finish('stop'), usage(5, 2)],
    ],
    [
      'in the finish chunk',
      frames(chunk({}, 'stop', wireUsage(5, 2))),
      [usage(5, 2), finish('stop')],
    ],
    [
      'in every chunk',
      frames(chunk({}, null, wireUsage(5, 1)), chunk({}, null, wireUsage(5, 2)), last, {
        choices: [],
        ...wireUsage(5, 2),
      }),
      [usage(5, 2), finish('stop')],
    ],
    [
      'growing after the end',
      frames(chunk({}, 'stop', wireUsage(5, 1)), { choices: [], ...wireUsage(5, 2) }),
      [usage(5, 1), finish('stop'), usage(5, 2)],
    ],
    [
      'in x_groq',
      frames(chunk({}, 'stop', { x_groq: { id: 'x', ...wireUsage(5, 2) } })),
      [usage(5, 2), finish('stop')],
    ],
    [
      'in the choice',
      frames({ choices: [{ index: 0, delta: {}, finish_reason: 'stop', ...wireUsage(5, 2) }] }),
      [usage(5, 2), finish('stop')],
    ],
    [
      'beside a choice that is not empty',
      frames(last, chunk({}, null, wireUsage(5, 2))),
      [finish('stop'), usage(5, 2)],
    ],
    [
      'null or odd',
      frames(
        chunk({}, null, { usage: null }),
        chunk({}, null, { usage: { prompt_tokens: 'x' } }),
        last,
      ),
      [finish('stop')],
    ],
    ['before a stream just ends', frames(chunk({}, null, wireUsage(5, 2))), [usage(5, 2)]],
  ])('%s', async (_, body, expected) => {
    expect(await eventsOf(body)).toEqual(expected);
  });

  test('llama.cpp timings', async () => {
    const timings = {
      cache_n: 3,
      prompt_n: 5,
      prompt_per_second: 9.5,
      predicted_n: 2,
      predicted_per_second: null,
    };
    const progress = chunk({}, null, { timings: { prompt_n: 1 } });
    expect(await eventsOf(frames(progress, chunk({}, 'stop', { timings })))).toEqual([
      { type: 'timings', timings: { promptTokens: 5, promptPerSecond: 9.5, completionTokens: 2 } },
      finish('stop'),
    ]);
  });
});

describe('an error frame inside a 200', () => {
  const before = frames(chunk({ content: 'Hi <' }, null, wireUsage(5, 2)));
  test.each<[string, string, string, string | undefined]>([
    ['error object', frames({ error: { message: 'No.', code: 'c' } }), 'No.', 'c'],
    ['error string', frames({ error: 'No.' }), 'No.', undefined],
    ['object: error', frames({ object: 'error', message: 'No.', code: 50001 }), 'No.', '50001'],
    ['error_code', frames({ text: 'No.', error_code: 50002 }), 'No.', '50002'],
    ['detail', frames({ detail: 'No.' }), 'No.', undefined],
    ['x_groq.error', frames(chunk({}, null, { x_groq: { error: 'No.' } })), 'No.', undefined],
    ['event: error', 'event: error\ndata: {"message":"No."}\n\n', 'No.', undefined],
    ['event: error with text', 'event: error\ndata: No.\n\n', 'No.', undefined],
    ['event: error with nothing', 'event: error\ndata:\n\n', '', undefined],
    [
      'finish_reason error, error beside',
      frames(chunk({ content: '' }, 'error', { error: { message: 'No.', code: 502 } })),
      'No.',
      '502',
    ],
    [
      'finish_reason error, error in the choice',
      frames({
        choices: [{ delta: {}, finish_reason: 'error', error: { message: 'No.', code: 502 } }],
      }),
      'No.',
      '502',
    ],
    ['finish_reason error alone', frames(chunk({}, 'error')), '', undefined],
    ['TGI', frames({ error: { message: 'No.', http_status_code: 422 } }, '[DONE]'), 'No.', '422'],
    ['no JSON', 'data: Internal Server Error\n\n', 'Internal Server Error', undefined],
  ])('%s', async (_, body, words, code) => {
    const { events, error } = await outcomeOf(before + body);
    expect(merged(events)).toEqual([text('Hi <'), usage(5, 2)]);
    expect(errorFields(error)).toMatchObject({ code: 'stream', status: 200, serverMessage: words });
    expect(errorFields(error).serverCode).toBe(code);
  });

  test('text in the same frame stays', async () => {
    const { events, error } = await outcomeOf(
      frames(chunk({ content: 'Hi' }, 'error', { error: 'No.' })),
    );
    expect(events).toEqual([text('Hi')]);
    expect(errorFields(error).serverMessage).toBe('No.');
  });

  test('a line of broken JSON keeps that line as body', async () => {
    const { events, error } = await outcomeOf(
      `${before}data: {"choices":[{"del\n\ndata: ${hi}\n\n`,
    );
    expect(merged(events)).toEqual([text('Hi <'), usage(5, 2)]);
    expect(errorFields(error)).toMatchObject({ code: 'stream', body: '{"choices":[{"del' });
  });
});

describe('an answer that is no stream', () => {
  const long = 'Hi '.repeat(3000);
  const message = { role: 'assistant', content: long, reasoning: 'Hm' };
  const completion = {
    object: 'chat.completion',
    ...wireUsage(5, 2),
    choices: [{ index: 0, message, finish_reason: 'stop' }],
  };
  const expected = [reasoning('Hm'), text(long), usage(5, 2), finish('stop')];

  test.each([
    ['JSON', JSON.stringify(completion)],
    ['pretty JSON after blank lines', `\n\n \r\n${JSON.stringify(completion, null, 2)}\n`],
  ])('%s', async (_, body) => {
    const headers: [string, string][] = [['Content-Type', 'text/event-stream']];
    expect(await eventsOf({ body, headers, cuts: [1] })).toEqual(expected);
  });

  test('a stream that was not asked for is read all the same', async () => {
    const { fetch } = replay({
      body: frames(chunk({ content: 'Hi' }, 'stop'), '[DONE]'),
      headers: [['Content-Type', 'application/json']],
    });
    const stream = streamChat({ ...anyRequest, stream: false }, { baseUrl: '', apiKey: '', fetch });
    expect((await collect(stream)).events).toEqual(hiAndStop);
  });

  test.each<[string, string, object]>([
    [
      'an error body',
      '{"error":{"message":"No.","code":"c"}}',
      { code: 'http', serverMessage: 'No.', serverCode: 'c' },
    ],
    [
      'an error string',
      '{"error":"Unexpected endpoint"}',
      { code: 'http', serverMessage: 'Unexpected endpoint' },
    ],
    ['HTML', '<!doctype html><title>Router</title>', { code: 'not-openai' }],
    ['plain text', 'Ollama is running', { code: 'not-openai', body: 'Ollama is running' }],
    ['other JSON', '{"status":"ok"}', { code: 'not-openai', body: '{"status":"ok"}' }],
    ['half JSON', '{"choices":[{"index', { code: 'not-openai' }],
    ['a JSON list', '[1, 2]', { code: 'not-openai' }],
  ])('%s', async (_, body, fields) => {
    const { events, error } = await outcomeOf(body);
    expect(events).toEqual([]);
    expect(errorFields(error)).toMatchObject({ status: 200, ...fields });
  });

  test('JSON first and a stream then is a stream', async () => {
    expect(await eventsOf(`{"note":1}\n\n${frames(chunk({ content: 'Hi' }, 'stop'))}`)).toEqual(
      hiAndStop,
    );
  });
});

describe('a connection that breaks', () => {
  test('in mid-stream keeps what had arrived', async () => {
    const { events, error } = await outcomeOf({
      body: frames(chunk({ content: 'Hi <' })),
      breaks: true,
    });
    expect(merged(events)).toEqual([text('Hi <')]);
    expect(errorFields(error)).toMatchObject({ code: 'cut-off', status: 200 });
  });

  test('under an error status keeps the status and the words', async () => {
    const { error } = await outcomeOf({ body: '{"error":"No."}', status: 500, breaks: true });
    expect(errorFields(error)).toMatchObject({ code: 'http', status: 500, serverMessage: 'No.' });
  });
});

describe('any stream', () => {
  const piece = fc.oneof(
    fc.constantFrom('<think>', '</think>', '<', 'é', '世', '👩‍🚀', '\n', '`', ' word'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const delta = fc.oneof(
    fc.record({ content: fc.option(piece) }),
    fc.record({ reasoning: piece }),
    fc.record({ reasoning_content: piece, content: piece }),
    fc.record({ content: fc.array(fc.record({ type: fc.constant('text'), text: piece })) }),
    fc.record({
      tool_calls: fc.array(
        fc.record(
          {
            index: fc.nat(2),
            id: fc.constantFrom('', 'a', 'b'),
            function: fc.record({ name: fc.constantFrom('', 'f', 'g'), arguments: piece }),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 2 },
      ),
    }),
  );
  const value = fc
    .tuple(delta, fc.constantFrom(null, null, null, 'stop', 'length'), fc.option(fc.nat(9)))
    .map(([d, reason, n]) => JSON.stringify(chunk(d, reason, n === null ? {} : wireUsage(9, n))));
  const line = fc.oneof(
    { weight: 12, arbitrary: value.map((json) => `data: ${json}`) },
    fc.constantFrom(
      ': ping',
      ':',
      'event: error',
      'data: [DONE]',
      'data: {"error":"No."}',
      'data: {',
      '',
      'data:',
      '{"choices":[]}',
    ),
  );
  const stream = fc
    .tuple(
      fc.array(line, { maxLength: 12 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom('', '\uFEFF', '\n'),
    )
    .map(([lines, end, start]) => start + lines.flatMap((each) => [each, end, end]).join(''));

  test('gives the same events however its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        stream,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.boolean(),
        async (body, cuts, breaks) => {
          const whole = await outcomeOf({ body, breaks });
          const cut = await outcomeOf({ body, cuts, breaks });
          expect(merged(cut.all)).toEqual(merged(whole.all));
          expect(cut.error && errorFields(cut.error)).toEqual(
            whole.error && errorFields(whole.error),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
