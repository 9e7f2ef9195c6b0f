import { expect, test } from 'vitest';
import { answerFacts } from './answer-facts';

const plain = (text: string | undefined): string | undefined => text?.replaceAll('\u202f', ' ');
const timing = { startedAt: 1_000, firstTokenAt: 1_400, finishedAt: 11_400 };

test('usage and time give speed, first token and count, marked as measured', () => {
  const facts = answerFacts({ timing, usage: { promptTokens: 1_200, completionTokens: 1_234 } });
  expect(plain(facts?.line)).toBe('≈ 123 tok/s · ≈ 0.4 s to first token · 1 234 tokens');
  expect(facts?.sources).toContain('speed was measured');
  expect(plain(facts?.sources)).toContain('after a prompt of 1 200');
});

test('the server’s own timings go before what was measured', () => {
  const facts = answerFacts({
    timing,
    usage: { promptTokens: 9, completionTokens: 100 },
    serverTimings: { completionPerSecond: 12.34 },
  });
  expect(plain(facts?.line)).toMatch(/^12\.3 tok\/s/);
  expect(facts?.sources).toContain('The speed is the server’s own.');
});

test('without usage there is no speed and no count', () => {
  expect(plain(answerFacts({ timing })?.line)).toBe('≈ 0.4 s to first token');
});

test('an answer that came in one piece has no speed', () => {
  const atOnce = { startedAt: 0, firstTokenAt: 3_000, finishedAt: 3_001 };
  const facts = answerFacts({ timing: atOnce, usage: { promptTokens: 1, completionTokens: 50 } });
  expect(plain(facts?.line)).toBe('≈ 3.0 s to first token · 50 tokens');
});

test('a first token that came at once is not said to have taken no time', () => {
  const facts = answerFacts({ timing: { startedAt: 0, firstTokenAt: 12, finishedAt: 13 } });
  expect(plain(facts?.line)).toBe('< 0.1 s to first token');
});

test('an answer that never began has no facts', () => {
  expect(answerFacts({ timing: { startedAt: 5, finishedAt: 9 } })).toBeUndefined();
});

test('an answer that went on counts the tokens of all its parts', () => {
  const usage = { promptTokens: 9, completionTokens: 5 };
  const facts = answerFacts({ usage, earlierTokens: 1_000 });
  expect(facts?.line).toBe('1\u202f005 tokens');
  expect(facts?.sources).toContain('5 of them when the answer went on');
});
