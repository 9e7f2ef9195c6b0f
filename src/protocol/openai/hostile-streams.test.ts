import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { ApiError } from './errors';
import type { CompletionEvent } from './events';
import { LONGEST_ANSWER, LONGEST_BODY } from './limits';
import { listModels } from './models';
import { streamChat } from './stream-chat';
import { anyRequest, chunk, frames } from './testing/collect';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A server that says `first` and then `again` for as long as anybody listens, at most `times`. */
function endless(first: string, again: string, times = Infinity) {
  const piece = bytes(again);
  const seen = { pulled: 0, isCancelled: false };
  const fetch = async () =>
    new Response(
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        start: (controller) => controller.enqueue(bytes(first)),
        pull(controller) {
          if (seen.pulled >= times * piece.length) return controller.close();
          seen.pulled += piece.length;
          controller.enqueue(piece);
        },
        cancel: () => void (seen.isCancelled = true),
      }),
    );
  return { seen, connection: { baseUrl: 'http://s', apiKey: '', fetch } };
}

/** What was said, without keeping the events. */
async function hear(connection: Parameters<typeof streamChat>[1]) {
  const heard = { text: 0, calls: 0, events: 0, finish: '', code: '' };
  const take = (event: CompletionEvent) => {
    heard.events += 1;
    if (event.type === 'text-delta' || event.type === 'reasoning-delta')
      heard.text += event.text.length;
    if (event.type === 'tool-call-delta') heard.calls += 1;
    if (event.type === 'finish') heard.finish = event.reason;
  };
  try {
    for await (const event of streamChat(anyRequest, connection))
      if (event.type !== 'opened') take(event);
  } catch (error) {
    heard.code = error instanceof ApiError ? error.code : String(error);
  }
  return heard;
}

describe('a server that does not stop', () => {
  test('talking: the answer is kept up to its limit, and nobody listens any longer', async () => {
    const { seen, connection } = endless(
      '',
      frames(...Array.from({ length: 64 }, () => chunk({ content: 'x'.repeat(1000) }))),
    );
    expect(await hear(connection)).toMatchObject({ text: LONGEST_ANSWER, code: 'too-large' });
    expect(seen.isCancelled).toBe(true);
    expect(seen.pulled).toBeLessThan(3 * LONGEST_ANSWER);
  });

  test('thinking', async () => {
    const { connection } = endless('', frames(chunk({ reasoning_content: 'x'.repeat(50_000) })));
    expect(await hear(connection)).toMatchObject({ text: LONGEST_ANSWER, code: 'too-large' });
  });

  test('calling tools', async () => {
    const call = (index: number) => ({
      index,
      id: `c${index}`,
      function: { name: 'f', arguments: 'x'.repeat(9_000) },
    });
    const { connection } = endless(
      '',
      frames(chunk({ tool_calls: [call(0)] }), chunk({ tool_calls: [call(1)] })),
    );
    const heard = await hear(connection);
    expect(heard.code).toBe('too-large');
    expect(heard.calls).toBeLessThan(5_000);
  });

  test.each([
    ['in one event', 'data: {"choices":[{"delta":{"content":"', 'x'.repeat(100_000)],
    ['in the data lines of one event', 'data: {\n', `data: "${'x'.repeat(100_000)}",\n`],
    ['in one JSON document', '{"choices":[{"message":{"content":"', 'x'.repeat(100_000)],
  ])('%s', async (_, first, again) => {
    const { seen, connection } = endless(first, again);
    expect(await hear(connection)).toEqual({
      text: 0,
      calls: 0,
      events: 0,
      finish: '',
      code: 'too-large',
    });
    expect(seen.isCancelled).toBe(true);
    expect(seen.pulled).toBeLessThan(LONGEST_BODY + 1_000_000);
  });

  test('in one comment: 100 MB of it cost nothing but the time', async () => {
    const { connection } = endless(': ', 'x'.repeat(1_000_000), 100);
    expect(await hear(connection)).toMatchObject({ text: 0, code: '' });
  });

  test('in one page of HTML', async () => {
    const { connection } = endless('<html>', 'x'.repeat(1_000_000), 100);
    expect((await hear(connection)).code).toBe('not-openai');
  });

  test('in its list of models', async () => {
    const { seen, connection } = endless('{"data":[', `{"id":"${'x'.repeat(100_000)}"},`);
    await expect(listModels(connection)).rejects.toMatchObject({ code: 'too-large', status: 200 });
    expect(seen.isCancelled).toBe(true);
  });
});

describe('an answer of the limit', () => {
  test('is no such thing: nothing is cut and its end is heard', async () => {
    const part = chunk({ content: 'x'.repeat(LONGEST_ANSWER / 8) });
    const { connection } = endless(
      '',
      frames(...Array.from({ length: 8 }, () => part), chunk({}, 'stop')),
      1,
    );
    expect(await hear(connection)).toMatchObject({
      text: LONGEST_ANSWER,
      finish: 'stop',
      code: '',
    });
  });
});

test('a million deltas that say nothing cost a few events', async () => {
  const { connection } = endless('', frames(chunk({ content: '' })).repeat(1_000), 1_000);
  const heard = await hear(connection);
  expect(heard).toMatchObject({ text: 0, code: '' });
  expect(heard.events).toBeLessThan(10);
});

test('of 100,000 models the first 20,000 are taken', async () => {
  const data = Array.from({ length: 100_000 }, (_, at) => ({ id: `model-${at}`, object: 'model' }));
  const fetch = async () => Response.json({ data });
  const { models } = await listModels({ baseUrl: 'http://s', apiKey: '', fetch });
  expect(models).toHaveLength(20_000);
});

test.each([
  ['arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
])('%s a hundred thousand deep lie beside the text', async (_, deep) => {
  const delta = `{"choices":[{"delta":{"content":"Hi","extra":${deep}},"extra":${deep}}],"usage":${deep}}`;
  const { connection } = endless(
    '',
    `data: ${delta}\n\ndata: {"choices":[{"finish_reason":"stop","delta":{}}]}\n\n`,
    1,
  );
  expect(await hear(connection)).toMatchObject({ text: 2, finish: 'stop', code: '' });
});

test.each([
  ['objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
  ['an error in them', '{"error":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
])('a body of %s a hundred thousand deep is told as one that is no answer', async (_, deep) => {
  const connection = { baseUrl: 'http://s', apiKey: '', fetch: async () => new Response(deep) };
  await expect(listModels(connection)).rejects.toBeInstanceOf(ApiError);
  expect(['not-openai', 'http']).toContain((await hear(connection)).code);
});

test('bytes that are no UTF-8 cost no more than themselves', async () => {
  const [before, after] = [bytes('data: {"choices":[{"delta":{"content":"a'), bytes('b"}}]}\n\n')];
  for (const bad of [
    [0xff],
    [0xc3],
    [0xed, 0xa0, 0x80],
    [0xf8, 0x88, 0x80, 0x80, 0x80],
    [0, 0xfe],
  ]) {
    const body = new Uint8Array([...before, ...bad.filter((byte) => byte !== 0), ...after]);
    const fetch = async () => new Response(body);
    const heard = await hear({ baseUrl: 'http://s', apiKey: '', fetch });
    expect(heard.code).toBe('');
    expect(heard.text).toBeGreaterThanOrEqual(3);
  }
});

describe('a connection that dies', () => {
  const body = frames(
    chunk({ content: 'Gr' }),
    chunk({ content: 'üße' }),
    chunk({}, 'stop'),
    '[DONE]',
  );
  const head =
    'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';
  const sized = (part: string) => `${bytes(part).length.toString(16)}\r\n${part}\r\n`;
  const whole = bytes(head + sized(body.slice(0, 70)) + sized(body.slice(70)) + sized(''));

  test('at every byte of an answer: what came is kept, and how it ended is told', async () => {
    let at = 0;
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.write(whole.subarray(0, at), () => socket.destroy()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const outcomes = new Map<string, number>();
    for (at = 0; at <= whole.length; at += 1) {
      const { text, finish, code } = await hear({
        baseUrl: `http://127.0.0.1:${port}`,
        apiKey: '',
        fetch,
      });
      expect([0, 2, 5]).toContain(text);
      const outcome = code || finish;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      // Nothing is whole before its last word came, and nothing broken after [DONE].
      if (finish) expect(text).toBe(5);
    }
    expect([...outcomes.keys()].toSorted()).toEqual(['cut-off', 'network', 'stop']);
    await new Promise((resolve) => server.close(resolve));
  });
});
