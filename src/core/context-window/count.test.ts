import { describe, expect, test } from 'vitest';
import { inTokensOf } from './calibration';
import { countChat, countDraft, partsOf, type CountedChat } from './count';
import { messageTokens, resultTokens, toolTokens } from './estimate-messages';
import { charactersOf, sentOf } from './sent';
import { message, model, prose } from './testing/messages';

const question = message('user', prose(100));
const answer = message('assistant', prose(200), {
  model,
  usage: { promptTokens: 150, completionTokens: 260 },
  timing: { startedAt: 1, finishedAt: 900 },
});
const next = message('user', prose(40));

function chat(more: Partial<CountedChat>): CountedChat {
  return { path: [question, answer, next], model, calibration: undefined, ...more };
}

describe('a chat is counted', () => {
  test('by the server with the last answer, and an estimate of what came after', () => {
    const after = messageTokens(next);
    expect(countChat(chat({}))).toEqual({
      tokens: 410 + after,
      basis: { kind: 'usage', tokens: 410, at: 900, after },
    });
  });

  test('with what came after as the model would count it', () => {
    const { tokens } = countChat(chat({ calibration: { ratio: 2, answers: 3 } }));
    expect(tokens).toBe(410 + 2 * messageTokens(next));
  });

  const time = { name: 'time', description: prose(30), parameters: { type: 'object' } };
  const result = { status: 'done' as const, text: prose(80), startedAt: 1, finishedAt: 2 };
  const calling = {
    ...answer,
    toolCalls: [{ id: 'a', name: 'time', arguments: '{"zone":"UTC"}', result }],
  };

  test('with what tools said to the last answer, which the server has not counted', () => {
    const { tokens } = countChat(chat({ path: [question, calling] }));
    expect(tokens).toBe(410 + resultTokens(calling));
    expect(resultTokens(calling)).toBeGreaterThan(80);
    // Worked out once, and again when it grows.
    const before = messageTokens(calling);
    calling.toolCalls[0] = { id: 'a', name: 'time', arguments: '{}', result: { ...result } };
    expect(messageTokens(calling)).toBeLessThan(before);
  });

  test('with what the model is told of tools, and anew when that is another', () => {
    const asked = charactersOf(sentOf([question], {}, [time]));
    const promptEstimate = { tokens: 150, by: 'estimated' as const, characters: asked };
    const path = [question, { ...answer, promptEstimate }];
    expect(countChat(chat({ path, tools: [time] })).basis.kind).toBe('usage');
    const without = countChat(chat({ path }));
    expect(without.basis.kind).toBe('estimate');
    const other = countChat(chat({ path, tools: [time, { ...time, name: 'clock' }] }));
    expect(other.basis.kind).toBe('estimate');
    expect(other.tokens).toBeCloseTo(without.tokens + 2 * toolTokens([time]), 0);
    expect(partsOf(chat({ path, tools: [time] }), 500).map(({ kind }) => kind)).toEqual([
      'tools',
      'last',
    ]);
  });

  test('without the reasoning of the last answer, which stays behind', () => {
    const thoughtful = { ...answer, reasoning: answer.text };
    expect(countChat(chat({ path: [question, thoughtful] })).tokens).toBe(150 + 130);
  });

  test.each<[string, Partial<CountedChat>]>([
    ['another model is asked', { model: { ...model, modelId: 'other' } }],
    ['another server is asked', { model: { ...model, providerId: 'other' } }],
    ['no answer was counted', { path: [question, message('assistant', 'Hi', { model })] }],
    [
      'the server counted nothing',
      { path: [question, { ...answer, usage: { promptTokens: 0, completionTokens: 9 } }] },
    ],
  ])('by an estimate when %s', (_, more) => {
    const given = chat({ ...more, calibration: { ratio: 1.5, answers: 7 } });
    const { tokens, basis } = countChat(given);
    expect(basis).toEqual({ kind: 'estimate', answers: 7 });
    const plain = given.path.reduce((sum, entry) => sum + messageTokens(entry), 4);
    expect(tokens).toBeCloseTo(inTokensOf(given.calibration, plain));
  });

  test('by an estimate when the server read a part of it only', () => {
    const cut = { ...answer, truncation: {} };
    const { basis } = countChat(chat({ path: [question, cut, next] }));
    expect(basis).toEqual({ kind: 'estimate', answers: 0, isCut: true });
  });

  describe('when what is sent has changed since', () => {
    const settings = { systemPrompt: 'Be brief.' };
    const characters = charactersOf(sentOf([question], settings));
    const promptEstimate = { tokens: 140, by: 'estimated' as const, characters };
    const told = { ...answer, promptEstimate };
    const summed = { ...question, compaction: { text: 'So', createdAt: 9 } };

    test('by the server while it is the same', () =>
      expect(countChat(chat({ path: [question, told], settings })).basis.kind).toBe('usage'));

    test.each<[string, Partial<CountedChat>]>([
      [
        'another system prompt',
        { path: [question, told], settings: { systemPrompt: 'Be brief!!' } },
      ],
      ['no system prompt', { path: [question, told] }],
      ['a message less', { path: [told], settings }],
      ['a summary', { path: [summed, told], settings }],
    ])('by an estimate with %s', (_, more) =>
      expect(countChat(chat(more)).basis.kind).toBe('estimate'),
    );
  });

  test('as nothing while it is empty', () => expect(countChat(chat({ path: [] })).tokens).toBe(0));

  test('by what is sent: a summary in place of what it stands for', () => {
    const compacted = { ...answer, compaction: { text: 'They talked.', createdAt: 9 } };
    const { tokens } = countChat(chat({ path: [question, compacted, next] }));
    expect(tokens).toBeLessThan(messageTokens(next) + 20);
  });
});

describe('a draft', () => {
  const image = { id: 'a', kind: 'image', name: 'a.png', type: 'image/png', bytes: 9 } as const;

  test('takes nothing while it is blank', () => expect(countDraft(' \n', [], undefined)).toBe(0));

  test.each([
    ['a picture by its pixels', { ...image, width: 280, height: 280 }, 100],
    ['a large picture no more than servers take', { ...image, width: 4000, height: 3000 }, 1600],
    ['a picture of unknown size as usual', image, 800],
    ['a text by its size', { ...image, kind: 'text', bytes: 3500 } as const, 1000],
  ])('takes %s', (_, attachment, tokens) => {
    const words = countDraft('Look at this', [], undefined);
    expect(words).toBeGreaterThan(4);
    expect(countDraft('Look at this', [attachment], undefined)).toBeCloseTo(words + tokens);
  });
});

test('the parts of a count add up to it', () => {
  const parts = partsOf(chat({ settings: { systemPrompt: 'Be brief.' } }), 1000);
  expect(parts.map(({ kind }) => kind)).toEqual(['system', 'older', 'last']);
  expect(parts.reduce((sum, { tokens }) => sum + tokens, 0)).toBeCloseTo(1000);
  const [, older, last] = parts;
  expect(older?.tokens).toBeGreaterThan(last?.tokens ?? Infinity);
});
