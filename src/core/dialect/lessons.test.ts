import { describe, expect, test } from 'vitest';
import { lessonsFrom } from './lessons';
import { failure, forbidden, full, openAi, taught, TOOLS } from './testing/refusals';

test.each([
  'This response_format type is unavailable now',
  'litellm.BadRequestError: DeepseekException - Failed to deserialize the JSON body into the target type: response_format: response_format.type `json_schema` is unavailable now at line 1 column 1193',
  "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model. Learn more about supported models at the Structured Outputs guide.",
  '`response_format` does not support streaming',
  'The response_format parameter is unsupported at the moment. Leave it unset.',
])('a schema that is refused is learned: %s', (message) => {
  const asked = { ...full, responseSchema: { type: 'object' } };
  expect(taught(failure(openAi(message)), asked)).toEqual(['body response_format (m)']);
});

test('a schema that the server finds wrong teaches nothing', () => {
  const asked = { ...full, responseSchema: { type: 'object' } };
  const words = "Invalid schema for response_format 'answer': 'required' is not a list";
  expect(taught(failure(openAi(words)), asked)).toEqual([]);
});

describe('a refused field', () => {
  test.each<[string, unknown, number, string[]]>([
    // protocol.md §1.12 (Mistral) and the threads that it rests on.
    [
      'Mistral, nested',
      {
        object: 'error',
        message: { detail: [forbidden('stream_options'), forbidden('seed')] },
        type: 'invalid_request_error',
        param: null,
        code: null,
      },
      422,
      ['body stream_options', 'body seed (m)'],
    ],
    ['FastAPI', { detail: [forbidden('stream_options')] }, 422, ['body stream_options']],
    [
      'Mistral’s list as text',
      { object: 'error', message: JSON.stringify({ detail: [forbidden('foo_bar')] }) },
      422,
      ['body foo_bar'],
    ],
    [
      'old vLLM, as Python prints it',
      {
        object: 'error',
        message:
          "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted', 'input': {'include_usage': True}}]",
      },
      400,
      ['body stream_options'],
    ],
    [
      'vLLM 0.32, as it words its checks',
      openAi(
        "1 validation error:\n  {'type': 'extra_forbidden', 'loc': 'body.store', 'msg': 'Extra inputs are not permitted', 'input': True}",
      ),
      400,
      ['body store'],
    ],
    // servers.md, errors: transformers serve 5.23.
    [
      'transformers serve',
      { detail: "Unexpected fields in the request: {'foo_bar'}" },
      422,
      ['body foo_bar'],
    ],
    [
      'transformers serve, two of them',
      { detail: "Unexpected fields in the request: {'foo_bar', 'store'}" },
      422,
      ['body foo_bar', 'body store'],
    ],
    // protocol.md §1.12 (OpenAI): the newer models want the newer name.
    [
      'OpenAI’s other name',
      openAi(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        { param: 'max_tokens', code: 'unsupported_parameter' },
      ),
      400,
      ['body max_tokens → max_completion_tokens'],
    ],
    [
      'OpenAI, unrecognized',
      openAi('Unrecognized request argument supplied: reasoning_effort'),
      400,
      ['body reasoning_effort (m)'],
    ],
    [
      'Azure, with more words',
      openAi('Unrecognized request argument supplied: stream_options. Please contact us.'),
      400,
      ['body stream_options'],
    ],
    [
      'a value that may only be the default',
      openAi(
        "Unsupported value: 'temperature' does not support 0.16 with this model. Only the default (1) value is supported.",
        { param: 'temperature', code: 'unsupported_value' },
      ),
      400,
      ['body temperature (m)'],
    ],
    [
      'a code and a param without such words',
      openAi('This cannot be used here.', { param: 'seed', code: 'unknown_parameter' }),
      400,
      ['body seed (m)'],
    ],
    ['Groq', openAi("property 'store' is unsupported, did you mean 'stop'?"), 400, ['body store']],
    [
      'a gateway before it',
      openAi(
        "litellm.BadRequestError: MistralException - Unsupported parameter: 'top_p' is not supported with this model.",
        { code: '400' },
      ),
      400,
      ['body top_p (m)'],
    ],
    [
      'OpenRouter, with the provider’s words behind its own',
      {
        error: {
          code: 400,
          message: 'Provider returned error',
          metadata: { raw: JSON.stringify(openAi("property 'seed' is unsupported")) },
        },
      },
      200,
      ['body seed (m)'],
    ],
    [
      'tools, for a model without',
      openAi('registry.ollama.ai/library/gemma:latest does not support tools'),
      400,
      TOOLS,
    ],
    // anon-kode#10.
    ['DeepSeek', openAi('deepseek-reasoner does not support Function Calling'), 400, TOOLS],
    // adk-python#952.
    [
      'xAI, of tools',
      {
        code: 'Client specified an invalid argument',
        error:
          'Invalid request content: The model does not support tool use or function calling but tools or tool_choice have been specified on the request.',
      },
      400,
      TOOLS,
    ],
    // OpenManus#123.
    [
      'Volcengine',
      {
        error: {
          code: 'InvalidParameter',
          message:
            'The parameter `` specified in the request are not valid: the requested model does not support function calling, please switch to a different model. Request id: 73',
        },
      },
      400,
      TOOLS,
    ],
    // pydantic-ai#2896.
    [
      'OpenRouter, where nobody takes tools',
      {
        error: {
          message:
            'No endpoints found that support tool use. To learn more about provider routing, visit: https://openrouter.ai/docs/provider-routing',
          code: 404,
        },
      },
      404,
      TOOLS,
    ],
    // LLMKube#126, and before that llama.cpp#10920.
    [
      'llama.cpp without Jinja',
      { error: { code: 500, message: 'tools param requires --jinja flag', type: 'server_error' } },
      500,
      TOOLS,
    ],
    [
      'an old llama.cpp',
      { error: { code: 500, message: 'Unsupported param: tools', type: 'server_error' } },
      500,
      TOOLS,
    ],
    // page-assist#581; LinguaGacha#159 has the whole body.
    [
      'xAI, in its own spelling',
      {
        code: 'Client specified an invalid argument',
        error: 'Argument not supported on this model: presencePenalty',
      },
      400,
      ['body presence_penalty (m)'],
    ],
    // NativeTavern#83.
    [
      'xAI since 2026',
      {
        code: 'Client specified an invalid argument',
        error: 'Model grok-4.5 does not support parameter frequencyPenalty.',
      },
      400,
      ['body frequency_penalty (m)'],
    ],
    [
      'a penalty, of a reasoning model',
      openAi("Unsupported parameter: 'presence_penalty' is not supported with this model.", {
        param: 'presence_penalty',
        code: 'unsupported_parameter',
      }),
      400,
      ['body presence_penalty (m)'],
    ],
    ['a system prompt', openAi('System role not supported'), 400, ['role system → user (m)']],
    // protocol.md §0.10 (DeepSeek).
    [
      'reasoning that must come back',
      openAi('The `reasoning_content` in the thinking mode must be passed back to the API.'),
      400,
      ['message reasoning → reasoning_content'],
    ],
  ])('%s', (_, body, status, lessons) => {
    expect(taught(failure(body, status))).toEqual(lessons);
  });

  const sendsReasoning = { ...full, spelling: { reasoningField: 'reasoning_content' } };
  test.each([
    [
      'Groq',
      openAi(
        "'messages.2' : for 'role:assistant' the following must be satisfied[('messages.2' : property 'reasoning_content' is unsupported)]",
      ),
    ],
    ['Mistral', { detail: [forbidden('messages', 2, 'assistant', 'reasoning_content')] }],
  ])('%s refuses reasoning', (_, body) => {
    expect(taught(failure(body), sendsReasoning)).toEqual(['message reasoning_content']);
    expect(taught(failure(body))).toEqual([]);
  });

  test('refused by the name that it was sent under goes back to the other', () => {
    const request = { ...full, spelling: { rename: { max_tokens: 'max_completion_tokens' } } };
    expect(taught(failure({ detail: [forbidden('max_completion_tokens')] }), request)).toEqual([
      'body max_completion_tokens → max_tokens',
    ]);
  });

  test('keeps the server’s words, cut, and the time', () => {
    const words = `property 'seed' is unsupported ${'x'.repeat(400)}`;
    expect(lessonsFrom(failure(openAi(words)), full, 7)).toEqual([
      { place: 'body', field: 'seed', model: 'm', words: words.slice(0, 300), at: 7 },
    ]);
  });
});
