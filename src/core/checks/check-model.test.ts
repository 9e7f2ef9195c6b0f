import { describe, expect, test } from 'vitest';
import { chunk, frames } from '../../protocol/openai/testing/collect';
import { recordings } from '../../protocol/openai/testing/recordings';
import { replay, type Answer } from '../../protocol/openai/testing/replay';
import { toModels } from '../models/discover';
import { checkModel } from './check-model';
import { checkRequests } from './facts';
import type { CheckResult } from './types';

const recorded = (name: string): Answer => {
  const found = recordings().find((recording) => recording.name === name);
  if (!found) throw new Error(name);
  return { body: found.body, status: found.status };
};
const whole = (message: object, finish_reason = 'stop'): Answer => ({
  body: JSON.stringify({ choices: [{ index: 0, message, finish_reason }] }),
});
const call = (index: number, city: string) => ({
  ...{ index, id: `c${index}`, type: 'function' },
  function: { name: 'get_weather', arguments: JSON.stringify({ city }) },
});

const hello = { body: frames(chunk({ content: 'Hello.' }, 'stop'), '[DONE]') };
const calls = whole({ content: null, tool_calls: [call(0, 'Paris'), call(1, 'Rome')] });
const schema = whole({ content: '{"wet": true}' });
const seen = whole({ content: 'Green.' });

async function check(...answers: Answer[]) {
  const { fetch, sent } = replay(...answers);
  const results: CheckResult[] = [];
  const connection = { baseUrl: '', apiKey: '', fetch };
  const target = { model: 'm', connection, kind: undefined, learned: [] };
  for await (const found of checkModel(target)) results.push(...found);
  const bodies = sent.map(({ init }) => JSON.parse(init.body as string) as Record<string, unknown>);
  const said = Object.fromEntries(results.map(({ name, verdict }) => [name, verdict]));
  const words = Object.fromEntries(results.map((result) => [result.name, result.words]));
  return { results, said, words, bodies };
}

test('a model that can do everything', async () => {
  const { said, words, bodies } = await check(
    recorded('vllm/12-chat-stream-usage'),
    calls,
    schema,
    seen,
  );
  expect(said).toEqual({
    ...{ streaming: 'yes', usage: 'yes', reasoning: 'yes', tools: 'yes', 'parallel-tools': 'yes' },
    ...{ 'json-schema': 'yes', images: 'yes' },
  });
  expect(words['reasoning']).toBe('It comes as reasoning.');
  expect(bodies).toHaveLength(checkRequests);
  expect(bodies.map(({ max_tokens }) => max_tokens)).toEqual([512, 512, 512, 512]);
});

test.each([
  ['llamacpp-parrot-chat/12-chat-stream-usage', 'It comes as reasoning_content.'],
  ['vllm-star-apikey/11-stream-no-reasoning-parser', 'It comes as <think> in the text.'],
])('reasoning is told by its name on the wire: %s', async (name, expected) => {
  const { said, words } = await check(recorded(name), calls, schema, seen);
  expect(said['reasoning']).toBe('yes');
  expect(words['reasoning']).toBe(expected);
});

test('a model that can do nothing of it', async () => {
  const { said, words } = await check(
    whole({ content: 'Hello.' }),
    { status: 400, body: '{"error":{"message":"m does not support tools"}}' },
    whole({ content: 'Yes, water is wet.' }),
    recorded('llamacpp-parrot-chat/50-image-part'),
  );
  expect(said).toEqual({
    ...{ streaming: 'no', usage: 'no', reasoning: 'unclear', tools: 'no', 'parallel-tools': 'no' },
    ...{ 'json-schema': 'no', images: 'no' },
  });
  expect(words['tools']).toBe('m does not support tools');
  expect(words['json-schema']).toBe('It answered “Yes, water is wet.”');
  expect(words['images']).toMatch(/^image input is not supported/);
});

test('vLLM’s refusal of a picture is a no', async () => {
  const { said } = await check(hello, calls, schema, recorded('vllm/50-image-part'));
  expect(said['images']).toBe('no');
});

describe('unclear is', () => {
  test.each<[string, Answer[], string, string]>([
    [
      'one call of two',
      [whole({ tool_calls: [call(0, 'Paris')] }), schema, seen],
      'parallel-tools',
      'one call of two',
    ],
    ['an answer in words', [whole({ content: 'Sunny.' }), schema, seen], 'tools', '“Sunny.”'],
    ['a wrong colour', [calls, schema, whole({ content: 'Blue' })], 'images', '“Blue”'],
    [
      'an answer cut off',
      [calls, whole({ content: '{"we' }, 'length'), seen],
      'json-schema',
      '512 tokens',
    ],
    [
      'a full queue',
      [{ status: 429, body: '{"error":"Slow down."}' }, schema, seen],
      'tools',
      'Slow down.',
    ],
    [
      'a window too small for the question',
      [
        { status: 400, body: '{"error":"max_tokens=512 cannot be greater than max_model_len"}' },
        schema,
        seen,
      ],
      'tools',
      'max_model_len',
    ],
  ])('%s', async (_, answers, name, words) => {
    const checked = await check(hello, ...answers);
    expect(checked.said[name]).toBe('unclear');
    expect(checked.words[name]).toContain(words);
  });
});

test('a call that nobody parsed is a no', async () => {
  const text = '<tool_call>{"name": "get_weather"}</tool_call>';
  const { said, words } = await check(hello, whole({ content: text }), schema, seen);
  expect([said['tools'], words['tools']]).toEqual(['no', 'The call came as plain text.']);
});

test('who does not say hello is asked nothing else', async () => {
  const { results, bodies } = await check({ status: 401, body: '{"error":"Unauthorized"}' });
  expect(bodies).toHaveLength(1);
  expect(results.map(({ verdict, words }) => `${verdict} ${words}`)).toEqual(
    Array.from({ length: 7 }, () => 'unclear Unauthorized'),
  );
});

test('a strict server is asked again in its spelling', async () => {
  const refusal = {
    status: 422,
    body: '{"detail":"Unexpected fields in the request: {\'stream_options\'}"}',
  };
  const { said, bodies } = await check(refusal, hello, calls, schema, seen);
  expect(said).toMatchObject({ streaming: 'yes', usage: 'no', tools: 'yes' });
  expect(bodies.map((body) => 'stream_options' in body)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('an abort ends it', async () => {
  const { fetch, sent } = replay(hello);
  const controller = new AbortController();
  const connection = { baseUrl: '', apiKey: '', fetch, signal: controller.signal };
  const run = checkModel({ model: 'm', connection, kind: undefined, learned: [] });
  await run.next();
  controller.abort();
  await expect(run.next()).rejects.toThrow(/abort/i);
  expect(sent.length).toBeLessThanOrEqual(2);
});

test('a check is believed before the server and after the person', () => {
  const results = (['tools', 'images', 'reasoning'] as const).map((name) => ({ name, words: '' }));
  const provider = (verdict: CheckResult['verdict'], tools?: boolean) => ({
    listed: { models: [{ id: 'm', tools: true, vision: true, reasoning: true }], at: 0 },
    ...{ fileModels: [], addedModels: [] },
    overrides: { m: tools === undefined ? {} : { tools } },
    checks: { m: { at: 0, results: results.map((result) => ({ ...result, verdict })) } },
  });
  const no = { value: false, source: 'checked' };
  const server = { value: true, source: 'server' };
  expect(toModels(provider('no'))).toMatchObject([{ tools: no, vision: no, reasoning: no }]);
  expect(toModels(provider('unclear'))).toMatchObject([{ tools: server, vision: server }]);
  expect(toModels(provider('no', true))).toMatchObject([
    { tools: { value: true, source: 'user' } },
  ]);
});
