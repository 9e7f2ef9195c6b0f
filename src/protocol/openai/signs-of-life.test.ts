import { describe, expect, test } from 'vitest';
import type { CompletionEvent } from './events';
import { streamChat } from './stream-chat';
import { anyRequest, chunk, collect, frames, outcomeOf } from './testing/collect';
import { recordings } from './testing/recordings';

const opened: CompletionEvent = { type: 'opened' };
const ping = (comment: string): CompletionEvent => ({ type: 'keep-alive', comment });
const read = (processed: number, total: number): CompletionEvent => ({
  type: 'prompt-progress',
  processed,
  total,
});
const recorded = (name: string) => {
  const found = recordings().find((recording) => recording.name === `llamacpp-extra/${name}`);
  if (!found) throw new Error(`no recording ${name}`);
  return found;
};

test('the headers are told before the first byte of the body', async () => {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>();
  const fetch = async () => new Response(body);
  const stream = streamChat(anyRequest, { baseUrl: 'http://localhost/v1', apiKey: '', fetch });
  expect((await stream.next()).value).toEqual(opened);
  await stream.return(undefined);
});

test('a refusal is no good answer, so nothing is told but the error', async () => {
  const { all, error } = await outcomeOf({
    body: '{"error":{"message":"Loading model","type":"unavailable_error","code":503}}',
    status: 503,
  });
  expect(all).toEqual([]);
  expect(error).toMatchObject({ status: 503, serverMessage: 'Loading model' });
});

describe('comments', () => {
  test.each([
    ['text-generation-webui', ': ping - 2026-11-22 10:00:00\n\n', 'ping - 2026-11-22 10:00:00'],
    ['OpenRouter', ': OPENROUTER PROCESSING\n\n', 'OPENROUTER PROCESSING'],
    ['DeepSeek', ': keep-alive\n\n', 'keep-alive'],
    ['llama.cpp and TGI', ':\n\n', ''],
    ['lines that end with CR and LF', ':\r\n\r\n', ''],
  ])('of %s, before and between the words', async (_, comment, words) => {
    const hi = frames(chunk({ content: 'Hi' }));
    for (const cut of [Infinity, 1, 3]) {
      const { all } = await outcomeOf({ body: comment + hi + comment, cuts: [cut] });
      expect(all).toEqual([opened, ping(words), { type: 'text-delta', text: 'Hi' }, ping(words)]);
    }
  });

  test('are told one by one while a recorded llama.cpp reads the prompt', async () => {
    const { all } = await outcomeOf(recorded('stream-ping-interval-1s'));
    const first = all.findIndex(({ type }) => type === 'text-delta');
    expect(all.slice(1, first)).toEqual(Array<CompletionEvent>(32).fill(ping('')));
  });

  test('alone make no answer', async () => {
    const { all, error } = await outcomeOf({ body: ': ping\n\n', breaks: true });
    expect(all).toEqual([opened, ping('ping')]);
    expect(error).toMatchObject({ code: 'cut-off' });
  });
});

describe('progress through the prompt', () => {
  test('of a recorded llama.cpp comes before the first word, and to the end', async () => {
    const { all } = await outcomeOf({ ...recorded('stream-return-progress'), cuts: [7] });
    const first = all.findIndex(({ type }) => type === 'text-delta');
    const told = all.filter(({ type }) => type === 'prompt-progress');
    expect(told).toEqual([0, 1, 2049, 2905, 3417, 3421].map((count) => read(count, 3421)));
    expect(all.findLastIndex(({ type }) => type === 'prompt-progress')).toBeLessThan(first);
  });

  test.each([null, 7, 'half', [], {}, { processed: '1', total: 2 }])(
    'in another shape is passed over: %j',
    async (odd) => {
      const { all } = await outcomeOf(
        frames(chunk({ content: 'Hi' }, null, { prompt_progress: odd })),
      );
      expect(all).toEqual([opened, { type: 'text-delta', text: 'Hi' }]);
    },
  );

  test('is asked for only where the caller says so, and only in a stream', async () => {
    const bodies: unknown[] = [];
    const fetch = async (_: string, init?: RequestInit) => {
      bodies.push(JSON.parse(init?.body as string));
      return new Response(frames(chunk({ content: 'Hi' }, 'stop')));
    };
    const ask = (change: object) =>
      collect(
        streamChat(
          { ...anyRequest, ...change },
          { baseUrl: 'http://localhost/v1', apiKey: '', fetch },
        ),
      );
    await ask({ returnProgress: true });
    await ask({ returnProgress: true, stream: false });
    await ask({ returnProgress: false });
    await ask({});
    expect(bodies.map((body) => (body as Record<string, unknown>)['return_progress'])).toEqual([
      true,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
