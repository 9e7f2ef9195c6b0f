import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChunk } from './chunk';
import { chunkByZod } from './testing/chunk-by-zod';
import { recordings } from './testing/recordings';
import { parseJson } from './wire';

const bodies = recordings().map(({ body }) => Buffer.from(body).toString('utf8'));
const recorded = bodies.flatMap((body) => [
  parseJson(body),
  ...body.split('\n').map((line) => parseJson(line.replace(/^data: /, ''))),
]);

test('reads every recorded chunk as the schema does', () => {
  const values = recorded.filter((value) => value !== undefined);
  expect(values.length).toBeGreaterThan(3_000);
  for (const value of values) expect(parseChunk(value)).toEqual(chunkByZod(value));
});

/** What stands in some field of some server, and what should never stand there. */
const odd = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, -1, 0.5, '', '0', '1', 'null', 'x', Infinity),
  fc.constantFrom<unknown>({}, { text: 'x' }, { usage: {} }, { arguments: '{}' }),
);
const sometimes = (good: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: odd });
/** Each member may be missing, right, or odd. */
const object = (members: Record<string, fc.Arbitrary<unknown>>) =>
  sometimes(
    fc.record(
      Object.fromEntries(Object.entries(members).map(([key, good]) => [key, sometimes(good)])),
      { requiredKeys: [] },
    ),
  );
const list = (item: fc.Arbitrary<unknown>) => fc.array(sometimes(item), { maxLength: 3 });
const text = fc.constantFrom('Hi', ' <', 'é');
const count = fc.nat(9);

const usage = object({
  prompt_tokens: count,
  completion_tokens: count,
  input_tokens: count,
  output_tokens: count,
});
const fn = object({ name: text, arguments: fc.oneof(text, list(text)) });
const call = object({ index: fc.nat(2), id: text, function: fn, name: text, arguments: text });
const listed = object({ text, thinking: fc.oneof(text, list(object({ text, thinking: text }))) });
const message = object({
  content: fc.oneof(text, list(listed)),
  refusal: text,
  reasoning: text,
  reasoning_content: text,
  tool_calls: fc.oneof(list(call), call),
  function_call: fn,
});
const choice = object({ index: fc.nat(1), delta: message, message, finish_reason: text, usage });
const chunk = object({
  choices: list(choice),
  usage,
  x_groq: object({ usage }),
  timings: object({
    prompt_n: count,
    prompt_per_second: count,
    predicted_n: count,
    predicted_per_second: count,
  }),
  prompt_progress: object({ processed: count, total: count }),
});

test('reads any value as the schema does', () => {
  fc.assert(
    fc.property(chunk, (value) => {
      expect(parseChunk(value)).toEqual(chunkByZod(value));
    }),
    { numRuns: 3_000 },
  );
});

test('an index that no number can be made of is none', () => {
  const index = { valueOf: 1, toString: 1 };
  const value = { choices: [{ index, delta: { tool_calls: [{ index, id: 'a' }] } }] };
  expect(parseChunk(value)).toEqual({ hasChoices: true, parts: [], toolCalls: [] });
});
