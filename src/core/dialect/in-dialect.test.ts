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
import { inDialect } from './in-dialect';
import type { LearnedField } from './types';

const refusal = (field: string, status = 422) => ({
  status,
  body: `{"detail":[{"type":"extra_forbidden","loc":["body","${field}"],"msg":"Extra inputs are not permitted"}]}`,
});
const good = { body: frames(chunk({ content: 'Hi' }, 'stop')) };
const asking = { ...anyRequest, includeUsage: true, seed: 1 };

async function run(answers: Parameters<typeof replay>, learned: LearnedField[] = []) {
  const { fetch, sent } = replay(...answers);
  const told: LearnedField[][] = [];
  const onLearned = (lessons: LearnedField[]) => void told.push(lessons);
  const terms = { kind: undefined, learned, now: () => 7, onLearned };
  const connection = { baseUrl: '', apiKey: '', fetch };
  const outcome = await collect(inDialect(streamChat)(asking, connection, terms));
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
