import { describe, expect, test } from 'vitest';
import type { CompletionEvent } from './events';
import { streamChat } from './stream-chat';
import { anyRequest, chunk, collect, eventsOf, frames, merged } from './testing/collect';
import { text, reasoning, finish, hi, stop, hiAndStop } from './testing/stream-events';

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
