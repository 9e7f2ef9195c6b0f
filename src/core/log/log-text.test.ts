import { expect, test } from 'vitest';
import { logText } from './log-text';
import { type ContactedOrigin, withRequest } from './origins';
import type { LogEntry } from './types';

const request = (id: string, at: number, by: string, origin: string): LogEntry => ({
  id,
  at,
  kind: 'request',
  by,
  origin,
  method: 'GET',
  url: `${origin}/v1/models`,
});

const entries: LogEntry[] = [
  request('1', 1_000, 'vLLM', 'http://localhost:8000'),
  request('2', 2_000, 'LM Studio', 'http://localhost:1234'),
  request('3', 3_000, 'Connection doctor', 'http://localhost:8000'),
  request('4', 4_000, 'Demo', ''),
  { id: '5', at: 5_000, kind: 'note', by: 'storage', message: 'One record\nset aside' },
];

const origins = entries.reduce<readonly ContactedOrigin[]>(withRequest, []);

test('the origins are a view of the same record: whom for, how often, last first', () => {
  expect(origins).toEqual([
    {
      origin: 'http://localhost:8000',
      by: ['Connection doctor', 'vLLM'],
      requests: 2,
      lastAt: 3_000,
    },
    { origin: 'http://localhost:1234', by: ['LM Studio'], requests: 1, lastAt: 2_000 },
  ]);
});

test('the download has a line for each entry and the origins after them', () => {
  const lines = logText(entries, origins).split('\n');
  expect(lines).toContain(
    '1970-01-01T00:00:01.000Z  request  [vLLM]  GET  http://localhost:8000/v1/models',
  );
  expect(lines).toContain('1970-01-01T00:00:05.000Z  note  [storage]  One record set aside');
  expect(lines.slice(lines.indexOf('Origins contacted')).join('\n')).toContain(
    'http://localhost:8000  2 requests for Connection doctor, vLLM, last 1970-01-01T00:00:03.000Z',
  );
});
