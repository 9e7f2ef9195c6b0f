import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../chat/types';
import { planCompaction, type CompactionPlan } from './compaction-plan';
import { messageTokens } from './estimate-messages';
import { message, prose } from './testing/messages';

/** Turns of so many words each, and a question that waits. */
function chat(turns: number, words: number, waiting = words): Message[] {
  const said = Array.from({ length: turns }, () => [
    message('user', prose(words)),
    message('assistant', prose(words)),
  ]);
  return [...said.flat(), message('user', prose(waiting))];
}

const plan = (path: readonly Message[], room: number, ratio = 1): CompactionPlan =>
  planCompaction({ path, room, ratio });

function summarised(found: CompactionPlan): Extract<CompactionPlan, { kind: 'summarise' }> {
  if (found.kind !== 'summarise') throw new Error(`There is nothing to summarise: ${found.kind}`);
  return found;
}

describe('older turns are summarised', () => {
  test('as few as it takes to leave room, cut where a question follows an answer', () => {
    const path = chat(10, 60);
    const found = summarised(plan(path, 1000));
    expect(found.last).toBe(path[found.count - 1]);
    expect(found.last.role).toBe('assistant');
    expect(found.messages).toEqual(path.slice(0, found.count));
    expect(found.count).toBeGreaterThan(10);
    expect(found.count).toBeLessThan(20);
  });

  test('with the turn before the question kept wherever it fits', () => {
    const path = chat(3, 100);
    const rest = path.slice(4).reduce((sum, entry) => sum + messageTokens(entry), 4);
    expect(summarised(plan(path, Math.ceil(rest * 1.7))).count).toBe(4);
    expect(summarised(plan(path, Math.ceil(rest * 0.9))).count).toBe(6);
  });

  test('by what the model counts, not by the plain estimate', () => {
    const path = chat(10, 60);
    const [plain, twice] = [summarised(plan(path, 1000)), summarised(plan(path, 1000, 2))];
    expect(twice.count).toBeGreaterThan(plain.count);
  });

  test('together with an earlier summary, whose messages are not read again', () => {
    const path = chat(10, 60);
    const before = { ...path[5], compaction: { text: 'They met.', createdAt: 1 } } as Message;
    const found = summarised(plan(path.with(5, before), 900));
    expect(found.earlier).toBe('They met.');
    expect(found.messages[0]).toBe(path[6]);
    expect(found.count).toBeGreaterThan(6);
  });

  test('without the last turn, when somebody asks for it in a chat that fits', () => {
    const path = chat(2, 60).slice(0, -1);
    expect(summarised(plan(path, 100_000)).count).toBe(2);
  });

  test('not between two questions, nor between an answer and what it goes on with', () => {
    const [one, answer, two, three] = [
      message('user', prose(100)),
      message('assistant', prose(100)),
      message('user', prose(100)),
      message('user', prose(20)),
    ];
    expect(summarised(plan([one, answer, two, three], 400)).last).toBe(answer);
  });
});

describe('nothing can be done', () => {
  test.each<[string, Message[]]>([
    ['with the first turn', chat(0, 60)],
    ['with one turn alone', chat(1, 60).slice(0, -1)],
    [
      'with one turn behind a summary',
      chat(2, 20).map((entry, at) =>
        at === 3 ? { ...entry, compaction: { text: 'So.', createdAt: 1 } } : entry,
      ),
    ],
    ['with an empty chat', []],
  ])('%s', (_, path) => expect(plan(path, 10_000)).toEqual({ kind: 'nothing-older' }));

  test('when the last question alone does not fit', () => {
    const found = plan(chat(4, 20, 2000), 896);
    expect(found).toMatchObject({ kind: 'last-too-long', room: 896 });
  });

  test('when the system prompt takes all of the room', () => {
    const given = { path: chat(4, 20), systemPrompt: prose(1000), room: 896, ratio: 1 };
    expect(planCompaction(given).kind).toBe('last-too-long');
  });

  test('when two questions that stay together do not fit', () => {
    const path = [...chat(1, 20), message('user', prose(100))];
    path.splice(-2, 1, message('user', prose(100)));
    expect(plan(path, 200).kind).toBe('last-too-long');
  });
});

test('in little room too there is as much left as the shortest summary takes', () => {
  const path = [0, 0, 18, 9, 6].map((size, at) =>
    message(at % 2 ? 'assistant' : 'user', prose(size)),
  );
  expect(summarised(plan(path, 100))).toMatchObject({ count: 4, tokens: 48 });
});

test('what is left fits, with the summary as long as it may be', () => {
  const size = fc.integer({ min: 0, max: 400 });
  // Now and then a question is not answered.
  const turn = fc.record({ size, isAnswer: fc.integer({ max: 9, min: 0 }).map((at) => at > 0) });
  const turns = fc.array(turn, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(turns, fc.integer({ min: 100, max: 8000 }), (sizes, room) => {
      const path = sizes.map(({ size: words, isAnswer }, at) =>
        message(at % 2 && isAnswer ? 'assistant' : 'user', prose(words)),
      );
      const found = plan(path, room);
      if (found.kind !== 'summarise') return;
      const kept = path.slice(found.count);
      expect(kept[0]?.role).toBe('user');
      const rest = kept.reduce((sum, entry) => sum + messageTokens(entry), 4);
      expect(rest + found.tokens).toBeLessThanOrEqual(room);
    }),
  );
});
