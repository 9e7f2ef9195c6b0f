import { describe, expect, test } from 'vitest';
import { streamChat } from './stream-chat';
import {
  anyRequest,
  chunk,
  collect,
  errorFields,
  eventsOf,
  frames,
  merged,
  outcomeOf,
} from './testing/collect';
import { replay } from './testing/replay';
import { text, reasoning, finish, usage, wireUsage, hi, hiAndStop } from './testing/stream-events';

describe('an error frame inside a 200', () => {
  const before = frames(chunk({ content: 'Hi <' }, null, wireUsage(5, 2)));
  test.each<[string, string, string, string | undefined]>([
    ['error object', frames({ error: { message: 'No.', code: 'c' } }), 'No.', 'c'],
    ['error string', frames({ error: 'No.' }), 'No.', undefined],
    ['object: error', frames({ object: 'error', message: 'No.', code: 50001 }), 'No.', '50001'],
    ['error_code', frames({ text: 'No.', error_code: 50002 }), 'No.', '50002'],
    ['detail', frames({ detail: 'No.' }), 'No.', undefined],
    ['x_groq.error', frames(chunk({}, null, { x_groq: { error: 'No.' } })), 'No.', undefined],
    ['event: error', 'event: error\ndata: {"message":"No."}\n\n', 'No.', undefined],
    ['event: error with text', 'event: error\ndata: No.\n\n', 'No.', undefined],
    ['event: error with nothing', 'event: error\ndata:\n\n', '', undefined],
    [
      'finish_reason error, error beside',
      frames(chunk({ content: '' }, 'error', { error: { message: 'No.', code: 502 } })),
      'No.',
      '502',
    ],
    [
      'finish_reason error, error in the choice',
      frames({
        choices: [{ delta: {}, finish_reason: 'error', error: { message: 'No.', code: 502 } }],
      }),
      'No.',
      '502',
    ],
    ['finish_reason error alone', frames(chunk({}, 'error')), '', undefined],
    ['TGI', frames({ error: { message: 'No.', http_status_code: 422 } }, '[DONE]'), 'No.', '422'],
    ['no JSON', 'data: Internal Server Error\n\n', 'Internal Server Error', undefined],
  ])('%s', async (_, body, words, code) => {
    const { events, error } = await outcomeOf(before + body);
    expect(merged(events)).toEqual([text('Hi <'), usage(5, 2)]);
    expect(errorFields(error)).toMatchObject({ code: 'stream', status: 200, serverMessage: words });
    expect(errorFields(error).serverCode).toBe(code);
  });

  test('text in the same frame stays', async () => {
    const { events, error } = await outcomeOf(
      frames(chunk({ content: 'Hi' }, 'error', { error: 'No.' })),
    );
    expect(events).toEqual([text('Hi')]);
    expect(errorFields(error).serverMessage).toBe('No.');
  });

  test('a line of broken JSON keeps that line as body', async () => {
    const { events, error } = await outcomeOf(
      `${before}data: {"choices":[{"del\n\ndata: ${hi}\n\n`,
    );
    expect(merged(events)).toEqual([text('Hi <'), usage(5, 2)]);
    expect(errorFields(error)).toMatchObject({ code: 'stream', body: '{"choices":[{"del' });
  });
});

describe('an answer that is no stream', () => {
  const long = 'Hi '.repeat(3000);
  const message = { role: 'assistant', content: long, reasoning: 'Hm' };
  const completion = {
    object: 'chat.completion',
    ...wireUsage(5, 2),
    choices: [{ index: 0, message, finish_reason: 'stop' }],
  };
  const expected = [reasoning('Hm'), text(long), usage(5, 2), finish('stop')];

  test.each([
    ['JSON', JSON.stringify(completion)],
    ['pretty JSON after blank lines', `\n\n \r\n${JSON.stringify(completion, null, 2)}\n`],
  ])('%s', async (_, body) => {
    const headers: [string, string][] = [['Content-Type', 'text/event-stream']];
    expect(await eventsOf({ body, headers, cuts: [1] })).toEqual(expected);
  });

  test('a stream that was not asked for is read all the same', async () => {
    const { fetch } = replay({
      body: frames(chunk({ content: 'Hi' }, 'stop'), '[DONE]'),
      headers: [['Content-Type', 'application/json']],
    });
    const stream = streamChat({ ...anyRequest, stream: false }, { baseUrl: '', apiKey: '', fetch });
    expect((await collect(stream)).events).toEqual(hiAndStop);
  });

  test.each<[string, string, object]>([
    [
      'an error body',
      '{"error":{"message":"No.","code":"c"}}',
      { code: 'http', serverMessage: 'No.', serverCode: 'c' },
    ],
    [
      'an error string',
      '{"error":"Unexpected endpoint"}',
      { code: 'http', serverMessage: 'Unexpected endpoint' },
    ],
    ['HTML', '<!doctype html><title>Router</title>', { code: 'not-openai' }],
    ['plain text', 'Ollama is running', { code: 'not-openai', body: 'Ollama is running' }],
    ['other JSON', '{"status":"ok"}', { code: 'not-openai', body: '{"status":"ok"}' }],
    ['half JSON', '{"choices":[{"index', { code: 'not-openai' }],
    ['a JSON list', '[1, 2]', { code: 'not-openai' }],
  ])('%s', async (_, body, fields) => {
    const { events, error } = await outcomeOf(body);
    expect(events).toEqual([]);
    expect(errorFields(error)).toMatchObject({ status: 200, ...fields });
  });

  test('JSON first and a stream then is a stream', async () => {
    expect(await eventsOf(`{"note":1}\n\n${frames(chunk({ content: 'Hi' }, 'stop'))}`)).toEqual(
      hiAndStop,
    );
  });
});

describe('a connection that breaks', () => {
  test('in mid-stream keeps what had arrived', async () => {
    const { events, error } = await outcomeOf({
      body: frames(chunk({ content: 'Hi <' })),
      breaks: true,
    });
    expect(merged(events)).toEqual([text('Hi <')]);
    expect(errorFields(error)).toMatchObject({ code: 'cut-off', status: 200 });
  });

  test('under an error status keeps the status and the words', async () => {
    const { error } = await outcomeOf({ body: '{"error":"No."}', status: 500, breaks: true });
    expect(errorFields(error)).toMatchObject({ code: 'http', status: 500, serverMessage: 'No.' });
  });
});
