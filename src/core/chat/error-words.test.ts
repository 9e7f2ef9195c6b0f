import { expect, test } from 'vitest';
import { describeError, isAboutConnection } from './error-words';
import type { MessageError } from './types';

const http = (status: number, serverMessage = '', serverCode?: string): MessageError => ({
  code: 'http',
  status,
  serverMessage,
  ...(serverCode ? { serverCode } : {}),
});

test('the server’s words are kept; empty ones give way to the code, then to the status', () => {
  expect(describeError(http(401, 'Invalid API Key', 'x'), 'A').serverWords).toBe('Invalid API Key');
  expect(describeError(http(401, '', 'invalid_api_key'), 'A').serverWords).toBe('invalid_api_key');
  expect(describeError(http(500), 'A').serverWords).toBe('HTTP 500');
  expect(describeError({ code: 'network', serverMessage: '' }, 'A').serverWords).toBe('');
  const cutOff: MessageError = { code: 'cut-off', status: 200, serverMessage: '' };
  expect(describeError(cutOff, 'A').serverWords).toBe('');
});

test('every failure names the server and says what to do about a key', () => {
  const words = describeError(http(401, 'Invalid API Key'), 'LM Studio');
  expect(words.headline).toContain('LM Studio');
  expect(words.advice).toContain('key');
});

test.each([
  ['llama.cpp', http(503, 'Loading model')],
  ['LocalAI', http(503, '', 'model_loading')],
])('a model that still loads in %s is no fault', (_, error) => {
  expect(describeError(error, 'My server')).toMatchObject({
    headline: 'My server is still loading the model (503).',
    advice: expect.stringContaining('Retry') as string,
  });
  expect(describeError(http(503, 'Overloaded?'), 'A').headline).toBe('A is not ready (503).');
});

test('the doctor is offered where the way to the server failed, not where a message was refused', () => {
  const offered = (error: Partial<MessageError>) =>
    isAboutConnection({ code: 'http', serverMessage: '', ...error });
  expect(offered({ code: 'network' })).toBe(true);
  expect(offered({ code: 'cut-off' })).toBe(true);
  expect(offered({ status: 403 })).toBe(true);
  expect(offered({ status: 500 })).toBe(true);
  expect(offered({ status: 400 })).toBe(false);
  expect(offered({ status: 429 })).toBe(false);
  expect(offered({ status: 500, serverMessage: 'maximum context length is 1024' })).toBe(false);
  expect(offered({ code: 'no-provider' })).toBe(false);
});
