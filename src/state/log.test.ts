import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { createLog } from './log';

const request = (id: number, origin: string) => ({
  id: String(id),
  at: id,
  kind: 'request' as const,
  by: 'vLLM',
  origin,
});

test('an origin stays listed when its requests have left the log', () => {
  createRoot((dispose) => {
    const log = createLog();
    log.add(request(0, 'http://once.example'));
    for (let at = 1; at <= 1_500; at += 1) log.add(request(at, 'http://localhost:8000'));
    expect(log.entries.some(({ origin }) => origin === 'http://once.example')).toBe(false);
    expect(log.origins()).toEqual([
      { origin: 'http://localhost:8000', by: ['vLLM'], requests: 1_500, lastAt: 1_500 },
      { origin: 'http://once.example', by: ['vLLM'], requests: 1, lastAt: 0 },
    ]);
    log.clear();
    expect(log.origins()).toEqual([]);
    dispose();
  });
});
