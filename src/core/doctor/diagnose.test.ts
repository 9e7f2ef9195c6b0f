import { describe, expect, test } from 'vitest';
import { diagnose } from './diagnose';
import type { PageFacts, ProbeOutcome } from './types';

const local: PageFacts = { origin: 'http://localhost:7282', isSecureContext: true, isOnline: true };
const hosted: PageFacts = { ...local, origin: 'https://chat.example.org' };
const baseUrl = 'http://localhost:11434/v1';
const unreadable: ProbeOutcome = {
  kind: 'unreadable',
  baseUrl,
  answers: false,
  readableWithoutKey: false,
};
const httpError = (status: number, serverMessage = '', serverCode?: string): ProbeOutcome => ({
  kind: 'http-error',
  baseUrl,
  status,
  serverMessage,
  ...(serverCode ? { serverCode } : {}),
});

describe('each outcome has its cause', () => {
  test.each<[string, ProbeOutcome, PageFacts]>([
    ['ok', { kind: 'ok', baseUrl, models: [{ id: 'a' }], ms: 3 }, local],
    ['no-models', { kind: 'ok', baseUrl, models: [], ms: 3 }, local],
    ['invalid-url', { kind: 'invalid-url', message: 'no address' }, local],
    ['redirected', { kind: 'redirected', baseUrl, to: 'https://b/v1/models' }, local],
    ['not-openai', { kind: 'not-openai', baseUrl, body: '<html>' }, local],
    ['unauthorized', httpError(401, 'Invalid API Key'), local],
    ['payment', httpError(402), local],
    ['forbidden', httpError(403), local],
    ['wrong-path', httpError(404), local],
    ['rate-limited', httpError(429), local],
    ['loading', httpError(503, 'Loading model'), local],
    ['server-error', httpError(503, 'busy'), local],
    ['server-error', httpError(500), local],
    ['unreachable', unreadable, local],
    ['cors', { ...unreadable, answers: true }, local],
    ['cors-preflight', { ...unreadable, readableWithoutKey: true }, local],
    ['mixed-content', { ...unreadable, baseUrl: 'http://192.168.1.5:1234/v1' }, hosted],
    ['unreachable', unreadable, hosted],
    [
      'offline',
      { ...unreadable, baseUrl: 'https://api.example.com/v1' },
      { ...local, isOnline: false },
    ],
    ['unreachable', unreadable, { ...local, isOnline: false }],
  ])('%s', (cause, outcome, page) => {
    expect(diagnose(outcome, page).cause).toBe(cause);
  });
});

test('the server’s words come first; without words its code, else the status', () => {
  expect(diagnose(httpError(401, 'Invalid API Key', 'x'), local).serverWords).toBe(
    'Invalid API Key',
  );
  expect(diagnose(httpError(401, '', 'invalid_api_key'), local).serverWords).toBe(
    'invalid_api_key',
  );
  expect(diagnose(httpError(418), local).serverWords).toBe('HTTP 418');
});

test('the recipe is for that server, with this page’s origin filled in', () => {
  const { remedies } = diagnose({ ...unreadable, answers: true }, hosted, 'ollama');
  const text = JSON.stringify(remedies);
  expect(text).toContain('OLLAMA_ORIGINS');
  expect(text).toContain('https://chat.example.org');
});

test('no verdict speaks of “Failed to fetch”', () => {
  const sentence = diagnose(unreadable, local).sentence;
  expect(sentence).toContain('localhost:11434');
  expect(sentence).not.toMatch(/fetch/i);
});
