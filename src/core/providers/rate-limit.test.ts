import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitForRateLimit, type SentRequest } from './rate-limit';

const at = (...times: number[]): SentRequest[] => times.map((time) => ({ at: time, tokens: 0 }));

test('without a limit nothing waits', () => {
  expect(waitForRateLimit({}, at(0, 0, 0), 0)).toBe(0);
});

test('a minimal interval counts from the last request', () => {
  expect(waitForRateLimit({ minIntervalMs: 2_000 }, at(1_000), 1_500)).toBe(1_500);
  expect(waitForRateLimit({ minIntervalMs: 2_000 }, at(1_000), 3_000)).toBe(0);
  expect(waitForRateLimit({ minIntervalMs: 2_000 }, [], 0)).toBe(0);
});

test('with the minute full, the next waits until the oldest has left it', () => {
  expect(waitForRateLimit({ requestsPerMinute: 2 }, at(0, 10_000), 20_000)).toBe(40_000);
  expect(waitForRateLimit({ requestsPerMinute: 2 }, at(0, 10_000), 60_000)).toBe(0);
  expect(waitForRateLimit({ requestsPerMinute: 3 }, at(0, 10_000), 20_000)).toBe(0);
});

test('tokens of the last minute count, oldest first', () => {
  const sent = [
    { at: 0, tokens: 600 },
    { at: 30_000, tokens: 600 },
  ];
  expect(waitForRateLimit({ tokensPerMinute: 1_000 }, sent, 40_000)).toBe(20_000);
  expect(waitForRateLimit({ tokensPerMinute: 500 }, sent, 40_000)).toBe(50_000);
  expect(waitForRateLimit({ tokensPerMinute: 2_000 }, sent, 40_000)).toBe(0);
});

test('after the wait the request may go, whatever came before', () => {
  const times = fc
    .array(fc.nat(120_000), { maxLength: 20 })
    .map((list) => list.sort((a, b) => a - b));
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 5 }), fc.nat(10_000), (sent, most, interval) => {
      const limit = { requestsPerMinute: most, minIntervalMs: interval };
      const now = 120_000;
      const wait = waitForRateLimit(limit, at(...sent), now);
      expect(waitForRateLimit(limit, at(...sent), now + wait)).toBe(0);
    }),
  );
});
