import { expect, test } from 'vitest';
import { diagnose } from './diagnose';
import { reportText, type Examined } from './report';
import type { ProbeStep } from './steps';
import type { PageFacts } from './types';

const page: PageFacts = {
  origin: 'https://chat.example.org',
  isSecureContext: true,
  isOnline: true,
  userAgent: 'Chrome/156.0',
};
const baseUrl = 'http://localhost:8000/v1';
const key = 'sk-very-secret-1';

function report(examined: Partial<Examined> = {}, steps: ProbeStep[] = [], words = '') {
  const outcome = { kind: 'http-error', baseUrl, status: 401, serverMessage: words } as const;
  return reportText({
    diagnosis: diagnose(outcome, page, undefined, steps),
    examined: { baseUrl, hasKey: true, ...examined },
    steps,
    page,
    at: 0,
    version: '1.2.3',
    secrets: [key, 'team-secret'],
  });
}

const step: ProbeStep = {
  ask: 'list',
  url: `${baseUrl}/models`,
  withKey: true,
  saw: 'readable',
  status: 401,
  ms: 12,
};

test('says what was asked, what came back, and how to ask the same', () => {
  expect(report({ server: 'vLLM 0.32' }, [step], 'no such key').split('\n')).toEqual([
    'Patchbay 1.2.3, connection doctor, 1970-01-01T00:00:00.000Z',
    'Page: https://chat.example.org (chromium engine, secure)',
    'Base URL: http://localhost:8000/v1',
    'Server: vLLM 0.32',
    'API key: set',
    '',
    'Cause: unauthorized (certain)',
    'The key was refused (401). A server without a key wants the field empty.',
    "The server's words: no such key",
    '',
    '✗ /v1/models, with the key: answered 401. 12 ms',
    '',
    `curl -i -H 'Origin: https://chat.example.org' -H "Authorization: Bearer $API_KEY" 'http://localhost:8000/v1/models'`,
    '',
    'The browser asks this first (preflight), and wants Access-Control-Allow headers back:',
    `curl -i -X OPTIONS -H 'Origin: https://chat.example.org' -H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: authorization' 'http://localhost:8000/v1/models'`,
    '',
  ]);
});

test('holds no secret, whatever the server repeats', () => {
  const text = report({ headerNames: ['X-Team'] }, [step], `Bearer ${key} of team-secret is wrong`);
  expect(text).not.toContain(key);
  expect(text).not.toContain('team-secret');
  expect(text).toContain('[redacted]');
  expect(text).toContain('-H "X-Team: $X_TEAM"');
});

test('without a key there is no preflight to show, and none in the line', () => {
  expect(report({ hasKey: false })).toMatch(
    /\ncurl -i -H 'Origin: https:\/\/chat\.example\.org' 'http:\/\/localhost:8000\/v1\/models'\n$/,
  );
});

test('after a message the line sends what the doctor sent', () => {
  const chat: ProbeStep = { ...step, ask: 'chat', url: `${baseUrl}/chat/completions` };
  const text = report({ keyHeader: 'x-api-key' }, [chat]);
  expect(text).toContain(`-H "X-Api-Key: $API_KEY" -H 'Content-Type: application/json' -d '{}'`);
  expect(text).toContain('Access-Control-Request-Headers: x-api-key,content-type');
});
