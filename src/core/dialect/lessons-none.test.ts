import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../protocol/openai/errors';
import type { ChatRequest } from '../../protocol/openai/request';
import { recordings } from '../../protocol/openai/testing/recordings';
import { failure, forbidden, full, openAi, taught, TOOLS } from './testing/refusals';

const failures = recordings().filter(({ status }) => status >= 400);
const refusesTools = (body: Uint8Array) =>
  new TextDecoder().decode(body).includes('--enable-auto-tool-choice');

test.each(failures.filter(({ body }) => refusesTools(body)))(
  'a server that was not started for tools is asked without: $name',
  ({ body, status }) => {
    expect(taught(failure(new TextDecoder().decode(body), status))).toEqual(TOOLS);
  },
);

describe('nothing is learned from', () => {
  const refusal = openAi("property 'seed' is unsupported");

  test.each(failures.filter(({ body }) => !refusesTools(body)))(
    'the real failure $name',
    ({ body, status }) => {
      expect(taught(failure(new TextDecoder().decode(body), status))).toEqual([]);
    },
  );

  test.each([
    ['a field that was not sent', openAi("property 'reasoning' is unsupported"), 400],
    ['what no request can do without', { detail: [forbidden('messages')] }, 422],
    ['another status', refusal, 500],
    ['a refused key', refusal, 401],
    [
      'a bad value',
      openAi('temperature must be in [0, 2], got 9.0.', { param: 'temperature' }),
      400,
    ],
    [
      'a value that is not supported',
      openAi("Unsupported value: 'reasoning_effort' does not support 'low' with this model.", {
        param: 'reasoning_effort',
        code: 'unsupported_value',
      }),
      400,
    ],
    [
      'a type',
      { detail: [{ type: 'int_type', loc: ['body', 'seed'], msg: 'Not an integer' }] },
      422,
    ],
    ['a model that is not there', openAi('No endpoints found for some/model.'), 404],
    ['words in the middle', openAi("No: property 'seed' is unsupported"), 400],
  ])('%s', (_, body, status) => {
    expect(taught(failure(body, status))).toEqual([]);
  });

  test('a connection that broke', () => {
    const words = "property 'seed' is unsupported";
    expect(taught(new ApiError('cut-off', { status: 200, serverMessage: words }))).toEqual([]);
    expect(taught(new Error(words))).toEqual([]);
  });
});

describe('no text of a message makes it learn', () => {
  const fields = [
    'stream_options',
    'max_tokens',
    'temperature',
    'tools',
    'seed',
    'foo_bar',
    'reasoning_content',
  ];
  const field = fc.constantFrom(...fields);
  const phrase = field.chain((name) =>
    fc.constantFrom(
      `Unsupported parameter: '${name}' is not supported with this model.`,
      `Unrecognized request argument supplied: ${name}`,
      `property '${name}' is unsupported`,
      `${name}: Extra inputs are not permitted`,
      `x; ${name}: Extra inputs are not permitted; y`,
      `${name} is not supported.`,
      `[{'type': 'extra_forbidden', 'loc': ('body', '${name}')}]`,
      JSON.stringify({ detail: [forbidden(name)] }),
      JSON.stringify(openAi('x', { param: name, code: 'unsupported_parameter' })),
      `Unexpected fields in the request: {'${name}'}`,
      'x does not support tools',
      '"auto" tool choice requires --enable-auto-tool-choice and more',
      'No endpoints found that support tool use',
      'System role not supported',
      'The `reasoning_content` in the thinking mode must be passed back to the API.',
      name,
    ),
  );
  const text = fc
    .array(fc.oneof(phrase, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 4 })
    .chain((parts) => fc.constantFrom('', ' ', '\n', '; ').map((glue) => parts.join(glue)));

  /** The ways in which servers quote what they were sent. */
  const quotes: ((said: string) => unknown)[] = [
    (said) => said,
    (said) => ({ error: said }),
    (said) => openAi(said),
    (said) => openAi(`Invalid content: ${said}`),
    (said) => openAi(`'${said}' was blocked.`),
    (said) => openAi(said.slice(0, 40)),
    (said) => ({
      detail: [{ type: 'string_type', loc: ['body', 'messages'], msg: said, input: said }],
    }),
    (said) => ({
      detail: [{ type: 'x', loc: ['body', 'messages', 0, 'content'], msg: 'No', input: said }],
    }),
    (said) => ({ object: 'error', message: JSON.stringify({ detail: said }) }),
    (said) => openAi(JSON.stringify(openAi(said))),
    (said) => ({
      error: { code: 400, message: 'Provider returned error', metadata: { raw: said } },
    }),
  ];

  test('however a server quotes it', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...quotes),
        fc.constantFrom(200, 400, 422),
        (said, quote, status) => {
          const messages: ChatRequest['messages'] = [
            ...full.messages,
            { role: 'user', content: said },
          ];
          expect(taught(failure(quote(said), status), { ...full, messages })).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
