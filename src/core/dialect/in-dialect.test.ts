import { describe, expect, test } from 'vitest';
import { streamChat } from '../../protocol/openai/stream-chat';
import {
  anyRequest,
  chunk,
  collect,
  errorFields,
  frames,
} from '../../protocol/openai/testing/collect';
import { replay } from '../../protocol/openai/testing/replay';
import type { ChatRequest } from '../../protocol/openai/request';
import type { ServerKind } from '../servers/types';
import { inDialect } from './in-dialect';
import type { LearnedField } from './types';

const refusal = (field: string, status = 422) => ({
  status,
  body: `{"detail":[{"type":"extra_forbidden","loc":["body","${field}"],"msg":"Extra inputs are not permitted"}]}`,
});
const good = { body: frames(chunk({ content: 'Hi' }, 'stop')) };
const asking = { ...anyRequest, includeUsage: true, seed: 1 };

async function run(
  answers: Parameters<typeof replay>,
  learned: LearnedField[] = [],
  request: ChatRequest = asking,
  kind?: ServerKind,
) {
  const { fetch, sent } = replay(...answers);
  const told: LearnedField[][] = [];
  const onLearned = (lessons: LearnedField[]) => void told.push(lessons);
  const terms = { kind, learned, now: () => 7, onLearned };
  const connection = { baseUrl: '', apiKey: '', fetch };
  const outcome = await collect(inDialect(streamChat)(request, connection, terms));
  const bodies = sent.map(({ init }) => JSON.parse(init.body as string) as object);
  return { ...outcome, bodies, told };
}

const lesson = {
  ...{ place: 'body', field: 'stream_options', at: 7 },
  words: 'stream_options: Extra inputs are not permitted',
};

describe('a refused field', () => {
  test('is left out, the request is sent once more, and the lesson is told', async () => {
    const { events, bodies, told } = await run([refusal('stream_options'), good]);
    expect(events.map(({ type }) => type)).toEqual(['text-delta', 'finish']);
    expect(bodies[0]).toHaveProperty('stream_options', { include_usage: true });
    expect(bodies[1]).not.toHaveProperty('stream_options');
    expect(bodies).toHaveLength(2);
    expect(told).toEqual([[lesson]]);
  });

  test('that is known is not sent at all', async () => {
    const known: LearnedField = { ...lesson, place: 'body' };
    const { bodies, told } = await run([good], [known]);
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).not.toHaveProperty('stream_options');
    expect(told).toEqual([]);
  });

  test('refused again although left out, it is an error and no lesson', async () => {
    const { error, bodies, told } = await run([
      refusal('stream_options'),
      refusal('stream_options'),
    ]);
    expect(errorFields(error)).toMatchObject({ code: 'http', status: 422 });
    expect(bodies).toHaveLength(2);
    expect(told).toEqual([]);
  });

  test('in the body of a 200 is one too', async () => {
    const { body } = refusal('stream_options');
    const { events, bodies, told } = await run([{ body }, good]);
    expect(events.map(({ type }) => type)).toEqual(['text-delta', 'finish']);
    expect(bodies).toHaveLength(2);
    expect(told).toEqual([[lesson]]);
  });

  test('with another one behind it: never a third request, but the first lesson stays', async () => {
    const { error, bodies, told } = await run([refusal('stream_options'), refusal('seed'), good]);
    expect(errorFields(error)).toMatchObject({ status: 422 });
    expect(bodies).toHaveLength(2);
    expect(told).toEqual([[lesson]]);
  });
});

describe('not sent again', () => {
  test.each([
    ['another failure', { status: 400, body: '{"error":"temperature must be in [0, 2]"}' }],
    ['another status', refusal('stream_options', 500)],
    [
      'a refusal after something arrived',
      { body: frames(chunk({ content: 'Hi' }), JSON.parse(refusal('stream_options').body)) },
    ],
  ])('%s', async (_, answer) => {
    const { error, bodies, told } = await run([answer, good]);
    expect(error).toBeDefined();
    expect(bodies).toHaveLength(1);
    expect(told).toEqual([]);
  });
});

describe('a JSON Schema for the answer', () => {
  const request = { ...asking, responseSchema: { type: 'object' } };
  const words = /^Answer with JSON alone that fits this JSON Schema.*\n\{"type":"object"\}$/;

  test('that the server does not take is asked for in words', async () => {
    const refused = {
      status: 400,
      body: '{"error":{"message":"This response_format type is unavailable now"}}',
    };
    const { bodies, told } = await run([refused, good], [], request);
    expect(bodies[0]).toHaveProperty('response_format');
    expect(bodies[0]).toHaveProperty('messages', asking.messages);
    expect(bodies[1]).not.toHaveProperty('response_format');
    expect(bodies[1]).toHaveProperty('messages', [
      { role: 'system', content: expect.stringMatching(words) },
      ...asking.messages,
    ]);
    expect(told).toMatchObject([[{ field: 'response_format', model: asking.model }]]);
  });

  test('stands behind a system prompt, and goes in words at once where that is known', async () => {
    const system = { role: 'system', content: 'Be brief.' } as const;
    const said = { ...request, messages: [system, ...asking.messages] };
    const { bodies } = await run([good], [], said, 'deepseek');
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toHaveProperty(
      ['messages', 0, 'content'],
      expect.stringMatching(/^Be brief\.\n\nAnswer with JSON alone/),
    );
  });

  test('needs no words where the server takes it', async () => {
    expect((await run([good], [], request)).bodies).toMatchObject([{ messages: asking.messages }]);
  });
});

test('leaving the loop ends the second request too', async () => {
  const { fetch, sent } = replay(refusal('stream_options'), {
    body: frames(chunk({ content: 'Hi' })),
  });
  const terms = { kind: undefined, learned: [], now: () => 7, onLearned: () => {} };
  const stream = inDialect(streamChat)(asking, { baseUrl: '', apiKey: '', fetch }, terms);
  for await (const event of stream) {
    if (event.type === 'text-delta') break;
  }
  expect(sent[1]?.init.signal?.aborted).toBe(true);
});
