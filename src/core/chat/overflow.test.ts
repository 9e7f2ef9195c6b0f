import { describe, expect, test } from 'vitest';
import { parseErrorBody } from '../../protocol/openai/errors';
import { isOverflow, readOverflow, type Overflow } from './overflow';
import type { MessageError } from './types';

/** An error as the client reads it from these bytes. */
function refusal(body: string, status = 400): MessageError {
  return { code: 'http', serverMessage: '', ...parseErrorBody(body, status) };
}
const said = (message: string, code?: string) =>
  refusal(JSON.stringify({ error: { message, ...(code && { code }) } }));

describe('an overflow tells, in the bytes that servers sent', () => {
  test.each<[string, string, Overflow]>([
    [
      'llama.cpp',
      '{"error":{"code":400,"message":"request (180012 tokens) exceeds the available context size (1024 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":180012,"n_ctx":1024}}',
      { window: 1024, sent: 180_012 },
    ],
    [
      'vLLM, which counts characters where there are far too many',
      '{"error":{"message":"This model\'s maximum context length is 1024 tokens. However, your prompt contains 720050 characters (more than 27648 characters, which is the upper bound for 1024 input tokens). Please reduce the length of the input prompt. (parameter=input_text, value=720050)","type":"BadRequestError","param":"input_text","code":400}}',
      { window: 1024 },
    ],
    [
      'FastChat',
      '{"object":"error","message":"This model\'s maximum context length is 2048 tokens. However, your messages resulted in 161961 tokens. Please reduce the length of the messages.","code":40303}',
      { window: 2048, sent: 161_961 },
    ],
    [
      'LiteLLM, quoting llama.cpp',
      '{"error":{"message":"litellm.ContextWindowExceededError: litellm.BadRequestError: ContextWindowExceededError: OpenAIException - request (160018 tokens) exceeds the available context size (1024 tokens), try increasing it\\nmodel=parrot-chat. context_window_fallbacks=None. fallbacks=None.","type":"invalid_request_error","param":null,"code":"400"}}',
      { window: 1024, sent: 160_018 },
    ],
  ])('%s', (_, body, expected) => expect(readOverflow(refusal(body))).toEqual(expected));
});

describe('an overflow tells, in the words of', () => {
  test.each<[string, string, Overflow]>([
    [
      'LM Studio',
      'Input does not fit in context length. The input has 31430 tokens, but the context length only supports 30000 tokens.',
      { window: 30_000, sent: 31_430 },
    ],
    [
      'LM Studio, GGUF',
      'The number of tokens to keep from the initial prompt is greater than the context length (n_keep: 13055>= n_ctx: 4096). Try to load the model with a larger context length',
      { window: 4096, sent: 13_055 },
    ],
    [
      'LM Studio, older',
      'Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens',
      { window: 4096 },
    ],
    ['LM Studio, MLX', 'Context size has been exceeded', {}],
    [
      'Ollama',
      'the prompt is longer than the context length currently available to the model; shorten it',
      {},
    ],
    [
      'Aphrodite and DeepSeek',
      "This model's maximum context length is 131072 tokens. However, you requested 131134 tokens (122942 in the messages, 8192 in the completion). Please reduce the length of the messages or completion.",
      { window: 131_072, sent: 122_942 },
    ],
    [
      'vLLM',
      "This model's maximum context length is 200 tokens. However, your request has 203 input tokens. Please reduce the length of the input messages.",
      { window: 200, sent: 203 },
    ],
    [
      'vLLM, when the longest answer does not fit behind the prompt',
      "'max_tokens' or 'max_completion_tokens' is too large: 1000. This model's maximum context length is 1000 tokens and your request has 203 input tokens (1000 > 1000 - 203).",
      { window: 1000, sent: 203 },
    ],
    [
      'TGI',
      '`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 4000 `inputs` tokens and 200 `max_new_tokens`',
      { window: 4096, sent: 4000 },
    ],
    [
      'TGI, whose limit on the prompt is not the window',
      '`inputs` must have less than 1000 tokens. Given: 1200',
      { promptLimit: 1000, sent: 1200 },
    ],
    [
      'OpenRouter',
      "This endpoint's maximum context length is 8192 tokens. However, you requested about 9000 tokens (9000 of text input).",
      { window: 8192, sent: 9000 },
    ],
    [
      'Mistral',
      'Prompt contains 40000 tokens, too large for model with 32768 maximum context length',
      { window: 32_768, sent: 40_000 },
    ],
    [
      'xAI',
      "This model's maximum prompt length is 131072 but the request contains 537812 tokens.",
      { window: 131_072, sent: 537_812 },
    ],
    [
      'Gemini',
      'The input token count (1196265) exceeds the maximum number of tokens allowed (1048575).',
      { window: 1_048_575, sent: 1_196_265 },
    ],
    [
      'Anthropic',
      'prompt is too long: 213462 tokens > 200000 maximum',
      { window: 200_000, sent: 213_462 },
    ],
    [
      'Kimi',
      'Invalid request: Your request exceeded model token limit: 262144 (requested: 291351)',
      { window: 262_144, sent: 291_351 },
    ],
    ['MiniMax, whose number is a code', 'invalid params, context window exceeds limit (2013)', {}],
  ])('%s', (_, message, expected) => expect(readOverflow(said(message))).toEqual(expected));

  test('Groq, in its code alone', () =>
    expect(readOverflow(said('', 'context_length_exceeded'))).toEqual({}));
});

describe('is no overflow of the window:', () => {
  test.each([
    [
      'vLLM’s limit on the answer, as it was recorded',
      '{"error":{"message":"max_tokens=5000 cannot be greater than max_model_len=1024. Please request fewer output tokens. (parameter=max_tokens, value=5000)","type":"BadRequestError","param":"max_tokens","code":400}}',
    ],
    [
      'vLLM’s least answer, as it was recorded',
      '{"error":{"message":"max_tokens must be at least 1, got 0. (parameter=max_tokens, value=0)","type":"BadRequestError","param":"max_tokens","code":400}}',
    ],
    [
      'OpenAI’s limit on the answer',
      '{"error":{"message":"max_tokens is too large: 100000. This model supports at most 4096 completion tokens, whereas you provided 100000.","code":"invalid_value"}}',
    ],
    [
      'Groq’s limit on the answer',
      '{"error":{"message":"`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window` for this model"}}',
    ],
    ['another limit', '{"error":{"message":"n must be <= 1"}}'],
    [
      'an answer limit that is too many tokens',
      '{"error":{"message":"max_tokens must be <= 4096: too many tokens"}}',
    ],
  ])('%s', (_, body) => expect(readOverflow(refusal(body))).toBeUndefined());

  test('a limit per minute', () => {
    const words =
      '{"error":{"message":"Request too large: too many tokens per minute (TPM): Limit 6000"}}';
    expect(isOverflow(refusal(words, 429))).toBe(false);
  });
});
