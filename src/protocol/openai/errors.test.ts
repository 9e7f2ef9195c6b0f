import { describe, expect, test } from 'vitest';
import { ApiError, isErrorBody, parseErrorBody } from './errors';

function read(
  body: unknown,
  status = 400,
): { words: string | undefined; code: string | undefined } {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { serverMessage, serverCode } = parseErrorBody(text, status, 'Status Text');
  return { words: serverMessage, code: serverCode };
}

const runnerError = {
  error: { code: 400, message: 'too long for n_ctx', type: 'exceed_context_size_error' },
};

describe('an error body of every shape', () => {
  test.each([
    [
      'OpenAI',
      { error: { message: 'No.', type: 'invalid', param: null, code: 'bad_key' } },
      'No.',
      'bad_key',
    ],
    [
      'llama.cpp: the code repeats the status',
      runnerError,
      'too long for n_ctx',
      'exceed_context_size_error',
    ],
    [
      'LiteLLM: code is a string',
      { error: { message: 'No.', type: 'auth_error', code: '400' } },
      'No.',
      'auth_error',
    ],
    [
      'OpenRouter: nothing but a status for a code',
      { error: { code: 402, message: 'Pay.' } },
      'Pay.',
      '402',
    ],
    ['vLLM 401: error is a string', { error: 'Unauthorized' }, 'Unauthorized', undefined],
    [
      'TGI: error and error_type',
      { error: 'Bad input', error_type: 'validation' },
      'Bad input',
      'validation',
    ],
    ['TGI frame', { error: { message: 'Bad input', http_status_code: 422 } }, 'Bad input', '422'],
    ['error in error', { error: { error: { message: 'Deep.', code: 'x' } } }, 'Deep.', 'x'],
    ['FastAPI: detail is a string', { detail: 'Not Found' }, 'Not Found', undefined],
    ['detail.error', { detail: { error: { message: 'Deep.', type: 't' } } }, 'Deep.', 't'],
    ['detail.message', { detail: { message: 'Deep.' } }, 'Deep.', undefined],
    [
      'FastAPI: detail is a list',
      {
        detail: [{ loc: ['body', 'max_tokens'], msg: 'too big', type: 'x' }, { msg: 'and so on' }],
      },
      'max_tokens: too big; and so on',
      undefined,
    ],
    [
      'FastChat',
      { object: 'error', message: 'Context overflow', code: 40303 },
      'Context overflow',
      '40303',
    ],
    [
      'Mistral: message is an object',
      {
        object: 'error',
        message: { detail: [{ type: 'extra_forbidden', loc: ['body', 'n'], msg: 'Extra inputs' }] },
        type: 'invalid_request_error',
      },
      'n: Extra inputs',
      'invalid_request_error',
    ],
    [
      'Cerebras: flat',
      { message: 'Wrong.', type: 't', code: 'wrong_api_format' },
      'Wrong.',
      'wrong_api_format',
    ],
    [
      'errors list',
      { errors: [{ message: 'First.' }, { message: 'Second.' }] },
      'First.',
      undefined,
    ],
    [
      'Ollama quotes its runner',
      {
        error: { message: JSON.stringify(runnerError), type: 'invalid_request_error', code: null },
      },
      'too long for n_ctx',
      'exceed_context_size_error',
    ],
    [
      'Ollama /api quotes its runner',
      { error: JSON.stringify(runnerError) },
      'too long for n_ctx',
      'exceed_context_size_error',
    ],
    [
      'OpenRouter keeps the upstream words',
      {
        error: {
          code: 429,
          message: 'Provider returned error',
          metadata: { raw: '{"error":{"message":"slow down"}}' },
        },
      },
      'Provider returned error\nslow down',
      '429',
    ],
    [
      'FastChat 401: the message is empty',
      {
        detail: { error: { message: '', type: 'invalid_request_error', code: 'invalid_api_key' } },
      },
      '',
      'invalid_api_key',
    ],
    [
      'empty message, only a type',
      { error: { message: '', type: 'overloaded', code: null } },
      '',
      'overloaded',
    ],
    ['a list around it', [{ error: { message: 'No.' } }], 'No.', undefined],
    [
      'an SSE frame under an error status',
      'event: error\ndata: {"error":{"message":"No."}}\n\n',
      'No.',
      undefined,
    ],
    ['plain text', 'Internal Server Error\n', 'Internal Server Error', undefined],
    ['HTML', '<html><head>\n<title>502 Bad\n Gateway</title>', '502 Bad Gateway', undefined],
    ['empty body', '', '400 Status Text', undefined],
    ['empty JSON', {}, '400 Status Text', undefined],
    [
      'odd JSON',
      { error: { message: 7, code: {}, type: [] }, detail: null, message: [null] },
      '400 Status Text',
      undefined,
    ],
  ])('%s', (_, body, words, code) => {
    expect(read(body)).toEqual({ words, code });
  });

  test('keeps the status, and the body up to 4 kB', () => {
    const details = parseErrorBody('x'.repeat(10_000), 502);
    expect(details.status).toBe(502);
    expect(details.body).toHaveLength(4096);
    expect(details.serverMessage).toHaveLength(4096);
  });

  test('survives any depth', () => {
    let body = '{"error":"deep"}';
    for (let depth = 0; depth < 12; depth++) body = JSON.stringify({ error: { message: body } });
    expect(() => read(body)).not.toThrow();
    const brackets = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(read(`{"error":${brackets}}`)).toEqual({ words: '400 Status Text', code: undefined });
  });

  test('the message of the error is the words, else the code, else the status', () => {
    const message = (body: string) => new ApiError('http', parseErrorBody(body, 401)).message;
    expect(message('{"error":{"message":"No.","code":"k"}}')).toBe('No.');
    expect(message('{"error":{"message":"","code":"k"}}')).toBe('k');
    expect(message('')).toBe('HTTP 401');
  });
});

test.each([
  [{ error: 'x' }, true],
  [{ error: {} }, true],
  [{ error: '' }, true],
  [{ object: 'error', message: 'x' }, true],
  [{ text: 'x', error_code: 50002 }, true],
  [{ detail: 'Not Found' }, true],
  [{ x_groq: { error: 'x' } }, true],
  [{ choices: [], error: null }, false],
  [{ choices: [], error: '' }, false],
  [{ choices: [], error_code: 0 }, false],
  [{ data: [], object: 'list' }, false],
  [[], false],
  [null, false],
  ['error', false],
])('%j reports a failure: %j', (body, expected) => {
  expect(isErrorBody(body)).toBe(expected);
});
