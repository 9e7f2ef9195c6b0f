import { describe, expect, test } from 'vitest';
import type { ServerHint } from '../providers/recipes';
import { diagnose } from './diagnose';
import type { ProbeStep } from './steps';
import type { PageFacts, ProbeOutcome, Unreadable, UnreadableChat } from './types';

const local: PageFacts = { origin: 'http://localhost:7282', isSecureContext: true, isOnline: true };
const hosted: PageFacts = { ...local, origin: 'https://chat.example.org' };
const chromium: PageFacts = { ...hosted, userAgent: 'Chrome/156.0' };
const firefox: PageFacts = { ...hosted, userAgent: 'Firefox/153.0' };
const safari: PageFacts = { ...hosted, userAgent: 'AppleWebKit/605.1.15' };
const onLan: PageFacts = { ...local, origin: 'http://192.168.1.9:8080', isSecureContext: false };
const baseUrl = 'http://localhost:11434/v1';
const unreadable: Unreadable = {
  kind: 'unreadable',
  baseUrl,
  answers: false,
  readableWithoutKey: false,
};
const answers: Unreadable = { ...unreadable, answers: true };
const inNetwork: Unreadable = { ...unreadable, baseUrl: 'http://192.168.1.5:1234/v1' };
const httpError = (status: number, serverMessage = '', more: object = {}): ProbeOutcome => ({
  kind: 'http-error',
  baseUrl,
  status,
  serverMessage,
  ...more,
});
const chat = (
  emptyRequest: UnreadableChat['emptyRequest'],
  withoutPreflight?: UnreadableChat['withoutPreflight'],
): UnreadableChat => ({
  kind: 'unreadable-chat',
  baseUrl,
  emptyRequest,
  ...(withoutPreflight && { withoutPreflight }),
});

describe('each row of the table', () => {
  test.each<[cause: string, when: string, ProbeOutcome, PageFacts, ServerHint?]>([
    ['ok', 'models are listed', { kind: 'ok', baseUrl, models: [{ id: 'a' }], ms: 3 }, local],
    ['no-models', 'the list is empty', { kind: 'ok', baseUrl, models: [], ms: 3 }, local],
    ['invalid-url', 'there is no address', { kind: 'invalid-url', message: 'no address' }, local],
    ['invalid-url', 'a key would go unencrypted', { kind: 'needs-consent', baseUrl }, local],
    ['redirected', 'sent on', { kind: 'redirected', baseUrl, to: 'https://b/v1/models' }, local],
    ['not-openai', 'a web page', { kind: 'not-openai', baseUrl, body: '<html>' }, local],
    ['not-openai', 'a status of no meaning', httpError(418), local],
    ['unauthorized', '401', httpError(401, 'Invalid API Key'), local],
    ['payment', '402', httpError(402), local],
    ['forbidden', '403', httpError(403), local],
    ['wrong-path', '404', httpError(404), local],
    [
      'wrong-path',
      'LM Studio’s 200 for a path that it does not know',
      httpError(200, 'Unexpected endpoint or method. (GET /x/models)'),
      local,
    ],
    ['unauthorized', 'LiteLLM without a database', httpError(400, 'No connected db.'), local],
    ['server-error', '503 that is overloaded', httpError(503, 'Overloaded'), local],
    ['rate-limited', '429', httpError(429), local],
    ['loading', '503 that loads', httpError(503, 'Loading model'), local],
    ['loading', '503 whose code loads', httpError(503, '', { serverCode: 'model_loading' }), local],
    ['server-error', '503 that is busy', httpError(503, 'busy'), local],
    ['server-error', '500', httpError(500), local],
    ['cors', 'something answers, nothing is readable', answers, local],
    [
      'cors-preflight',
      'readable without the key',
      { ...unreadable, readableWithoutKey: true },
      local,
    ],
    [
      'cors-preflight',
      'another path is readable, but not with a made-up key',
      { ...answers, readablePath: '/health', preflightPasses: false },
      hosted,
    ],
    [
      'unauthorized',
      'a hidden 401: another path takes a made-up key',
      { ...answers, readablePath: '/version', preflightPasses: true },
      hosted,
    ],
    [
      'unauthorized',
      'a hidden 401 without a key',
      { ...answers, readablePath: '/version' },
      hosted,
    ],
    ['unreachable', 'nothing answers', unreadable, local],
    ['unreachable', 'nothing answers, from https', unreadable, hosted],
    ['unreachable', 'offline, but on this computer', unreadable, { ...local, isOnline: false }],
    [
      'offline',
      'the browser says so, public host',
      { ...unreadable, baseUrl: 'https://api.example.com/v1' },
      { ...local, isOnline: false },
    ],
    ['unreachable', 'public', { ...unreadable, baseUrl: 'https://api.example.com/v1' }, local],
    ['mixed-content', 'http in the network from https', inNetwork, hosted],
    ['mixed-content', 'the same in Firefox', inNetwork, firefox],
    [
      'mixed-content',
      'http to the internet',
      { ...unreadable, baseUrl: 'http://a.example/v1' },
      chromium,
    ],
    ['mixed-content', 'WebKit, to this computer', unreadable, safari],
    ['unreachable', 'WebKit, from this computer', unreadable, { ...safari, origin: local.origin }],
    [
      'unreachable',
      'Chromium, allowed, in the network',
      { ...inNetwork, permission: 'granted' },
      chromium,
    ],
    ['local-network-blocked', 'denied', { ...unreadable, permission: 'denied' }, chromium],
    [
      'local-network-blocked',
      'denied in Firefox',
      { ...unreadable, permission: 'denied' },
      firefox,
    ],
    ['local-network-blocked', 'denied, network', { ...inNetwork, permission: 'denied' }, chromium],
    ['local-network-blocked', 'not a secure page', { ...unreadable, permission: 'denied' }, onLan],
    ['unreachable', 'denied, but not needed', { ...unreadable, permission: 'denied' }, local],
    [
      'unreachable',
      'Chromium fails at once where nothing listens, and asks nothing',
      { ...unreadable, permission: 'prompt', failedAfterMs: 4 },
      chromium,
    ],
    [
      'local-network-prompt',
      'the question was closed',
      { ...unreadable, permission: 'prompt', failedAfterMs: 4_000 },
      { ...chromium, origin: 'https://127.0.0.1:8443' },
    ],
    [
      'unreachable',
      'nobody was asked',
      { ...unreadable, permission: 'prompt', failedAfterMs: 4 },
      { ...chromium, origin: 'https://127.0.0.1:8443' },
    ],
    [
      'unreachable',
      'Firefox fails at once where nothing listens',
      { ...unreadable, permission: 'prompt', failedAfterMs: 4 },
      firefox,
    ],
    ['unreachable', 'allowed', { ...unreadable, permission: 'granted' }, chromium],
    [
      'certificate',
      'https in the network',
      { ...unreadable, baseUrl: 'https://box.lan/v1' },
      local,
    ],
    ['certificate', 'https here', { ...unreadable, baseUrl: 'https://localhost:8443/v1' }, local],
    ['certificate', 'https to an address', { ...unreadable, baseUrl: 'https://8.8.8.8/v1' }, local],
    [
      'cors-preflight',
      'messages are refused before they are sent',
      chat('unreadable', 'readable'),
      local,
    ],
    ['server-error', 'a hidden answer to messages', chat('unreadable', 'answers'), local],
    ['forbidden', 'LocalAI hides its guard', chat('unreadable', 'answers'), local, 'localai'],
    ['server-error', 'messages are dropped', chat('unreadable', 'silent'), local],
    ['server-error', 'only that message was dropped', chat('readable'), local],
    ['forbidden', '403 to messages', httpError(403, 'CSRF', { call: 'chat' }), local, 'localai'],
    ['wrong-path', 'no chat route', httpError(404, '', { call: 'chat' }), local],
  ])('%s: %s', (cause, _when, outcome, page, hint) => {
    const diagnosis = diagnose(outcome, page, hint);
    expect(diagnosis.cause).toBe(cause);
    expect(diagnosis.sentence).toMatch(/^[A-Z0-9a-z].*[.?]$|^no address$/);
    expect(diagnosis.sentence).not.toMatch(/fetch|!/i);
  });
});

test('the server’s words come first; without words its code, else the status', () => {
  const words = (outcome: ProbeOutcome) => diagnose(outcome, local).serverWords;
  expect(words(httpError(401, 'Invalid API Key', { serverCode: 'x' }))).toBe('Invalid API Key');
  expect(words(httpError(401, '', { serverCode: 'invalid_api_key' }))).toBe('invalid_api_key');
  expect(words(httpError(418))).toBe('HTTP 418');
});

describe('the way out', () => {
  const advice = (outcome: ProbeOutcome, page: PageFacts, hint?: ServerHint) =>
    JSON.stringify(diagnose(outcome, page, hint).remedies);

  test.each<[ServerHint, string]>([
    ['ollama', 'OLLAMA_ORIGINS=https://chat.example.org'],
    ['llama-cpp-router', '--cors-origins https://chat.example.org'],
    ['vllm', '--allowed-origins'],
    ['localai', 'LOCALAI_CORS_ALLOW_ORIGINS=https://chat.example.org'],
    ['transformers', '--enable-cors'],
    ['lm-studio', 'Enable CORS'],
    ['tgi', '--cors-allow-origin https://chat.example.org'],
    ['openrouter', 'Access-Control-Allow-Origin: https://chat.example.org'],
  ])('of %s names this page', (hint, words) => {
    expect(advice(answers, hosted, hint)).toContain(words);
  });

  test('is guessed by the port where nobody knows the program', () => {
    expect(advice(answers, hosted)).toContain('OLLAMA_ORIGINS');
    expect(advice(answers, hosted, 'unknown')).toContain('OLLAMA_ORIGINS');
  });

  test('from WebKit is this computer, or https on the server', () => {
    expect(advice(unreadable, safari)).toMatch(/npm start.*https/);
    expect(advice(unreadable, safari)).toContain('http://localhost:7282');
  });

  test('of a denial is where this browser undoes it', () => {
    const denied: Unreadable = { ...unreadable, permission: 'denied' };
    expect(advice(denied, chromium)).toContain('Apps on device');
    expect(advice(denied, firefox)).toContain('Device apps and services');
    expect(advice({ ...inNetwork, permission: 'denied' }, chromium)).toContain('Local network');
  });

  test('of a server in the network says how it listens for others, and what macOS keeps shut', () => {
    const mac: PageFacts = { ...local, userAgent: '(Macintosh; Intel Mac OS X 10_15_7)' };
    const away: Unreadable = { ...unreadable, baseUrl: 'http://192.168.1.5:11434/v1' };
    expect(advice(away, mac)).toMatch(/OLLAMA_HOST=0\.0\.0\.0.*Privacy & Security/);
    expect(advice(away, local)).not.toContain('macOS');
    expect(advice(unreadable, mac)).not.toContain('macOS');
  });

  test('of LocalAI’s guard is the list of pages', () => {
    const refused = httpError(403, '', { call: 'chat' });
    expect(advice(refused, hosted, 'localai')).toMatch(/ALLOW_ORIGINS.*DISABLE_CSRF/);
  });
});

test.each<[ProbeOutcome, ServerHint | undefined, object | undefined]>([
  [answers, undefined, { name: 'Ollama', guide: 'ollama' }],
  [answers, 'llama-cpp-router', { name: 'llama.cpp', guide: 'llama-cpp' }],
  [{ ...answers, baseUrl: 'http://localhost:4321/v1' }, undefined, undefined],
  [httpError(401), 'vllm', undefined],
])('the program that the advice is for is named, with its page of the help', (seen, hint, named) =>
  expect(diagnose(seen, local, hint).looksLike).toEqual(named),
);

test('the evidence is what was asked, in order', () => {
  const steps: ProbeStep[] = [
    { ask: 'list', url: `${baseUrl}/models`, withKey: false, saw: 'nothing', ms: 3 },
    { ask: 'listen', url: 'http://localhost:11434/', withKey: false, saw: 'answers', ms: 2.4 },
    { ask: 'paths', url: 'http://localhost:11434/', withKey: false, saw: 'nothing', ms: 9 },
  ];
  expect(diagnose(answers, hosted, 'ollama', steps).evidence).toEqual([
    { ok: false, text: '/v1/models: no answer that this page may read.', ms: 3 },
    { ok: true, text: 'Something listens on localhost:11434.', ms: 2 },
    { ok: false, text: 'It lets https://chat.example.org read nothing.', ms: 9 },
  ]);
});
