import { expect, test } from 'vitest';
import { applyEvent } from './apply-event';
import { settleMessage } from './settle-message';
import { continuedAnswer, newAnswer } from './new-message';
import { isThinking, thinkingMs } from './thinking';
import type { Message } from './types';

const begun = { id: 'a', conversationId: 'c', parentId: null, now: 1_000 };
const model = { providerId: 'p', modelId: 'm', providerLabel: 'P', modelName: 'm' };

function say(message: Message, type: 'reasoning-delta' | 'text-delta', at: number): void {
  applyEvent(message, { type, text: 'word ' }, at);
}

/** An answer that thought for 12 seconds and was stopped in its text. */
function stopped(): Message {
  const answer = newAnswer(begun, model);
  say(answer, 'reasoning-delta', 2_000);
  say(answer, 'text-delta', 14_000);
  settleMessage(answer, { kind: 'stopped' }, 15_000);
  return answer;
}

test('an answer thinks until its text begins', () => {
  const answer = newAnswer(begun, model);
  expect(thinkingMs(answer, 1_500)).toBeUndefined();
  say(answer, 'reasoning-delta', 2_000);
  expect([isThinking(answer), thinkingMs(answer, 5_000)]).toEqual([true, 3_000]);
  say(answer, 'text-delta', 14_000);
  expect([isThinking(answer), thinkingMs(answer, 20_000)]).toEqual([false, 12_000]);
});

test('an answer that goes on keeps how long it had thought', () => {
  const answer = continuedAnswer(stopped(), 60_000);
  expect([isThinking(answer), thinkingMs(answer, 61_000)]).toEqual([false, 12_000]);
  say(answer, 'text-delta', 62_000);
  settleMessage(answer, { kind: 'stopped' }, 63_000);
  expect(thinkingMs(answer)).toBe(12_000);
});

test('what it thinks when it goes on is added', () => {
  const answer = continuedAnswer(stopped(), 60_000);
  say(answer, 'reasoning-delta', 61_000);
  expect([isThinking(answer), thinkingMs(answer, 63_000)]).toEqual([true, 14_000]);
  say(answer, 'text-delta', 64_000);
  expect(thinkingMs(continuedAnswer(answer, 70_000))).toBe(15_000);
});

test('an answer without reasoning has none when it goes on', () => {
  const answer = newAnswer(begun, model);
  say(answer, 'text-delta', 2_000);
  settleMessage(answer, { kind: 'stopped' }, 3_000);
  expect(continuedAnswer(answer, 4_000)).not.toHaveProperty('earlierThinkingMs');
});
