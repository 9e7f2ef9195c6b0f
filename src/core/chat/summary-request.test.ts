import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { message } from '../context-window/testing/messages';
import {
  chunksOf,
  partsToJoin,
  summaryFromAnswer,
  summaryRequest,
  transcriptOf,
} from './summary-request';

const characters = (text: string) => text.length;

describe('what is summarised', () => {
  const image = { id: 'a', kind: 'image', name: 'boat.png', type: 'image/png', bytes: 9 } as const;

  test('says who said what, with what was attached, after the summary of what came before', () => {
    const messages = [
      message('user', 'Whose boat?', { attachments: [image] }),
      message('user', '', { attachments: [{ ...image, id: 'b', kind: 'text', name: 'log.txt' }] }),
      message('assistant', 'Mine.', { reasoning: 'Not needed.' }),
      message('assistant', ' '),
    ];
    expect(transcriptOf(messages, 'They met.', new Map([['b', 'Day one.']]))).toEqual([
      'Summary of what came before:\nThey met.',
      'Person: Whose boat?\n(Attached: boat.png)',
      'Person: (Attached: log.txt)\nDay one.',
      'Assistant: Mine.',
    ]);
  });

  test('is cut into texts that fit, between messages where that is possible', () => {
    expect(chunksOf(['aaaa', 'bbbb', 'cccc'], 10, characters)).toEqual(['aaaa\n\nbbbb', 'cccc']);
    expect(chunksOf(['one line\nanother one'], 12, characters).join('')).toContain('one line');
    expect(chunksOf([], 10, characters)).toEqual([]);
    expect(partsToJoin(['A', 'B'])).toEqual(['Summary of part 1:\nA', 'Summary of part 2:\nB']);
  });

  test('loses nothing when it is cut, and no character is halved', () => {
    const parts = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }));
    fc.assert(
      fc.property(parts, fc.integer({ min: 4, max: 60 }), (given, room) => {
        const chunks = chunksOf(given, room, characters);
        const bare = (texts: readonly string[]) => texts.join('').replaceAll('\n', '');
        expect(bare(chunks)).toBe(bare(given));
        for (const chunk of chunks) {
          expect(chunk.length).toBeLessThanOrEqual(room * 2);
          expect(chunk.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

describe('the request', () => {
  const job = { model: 'm', text: 'Person: Hi', tokens: 160, left: 400, stream: true };

  test('asks for a bounded length, and for no more than the window leaves', () => {
    const request = summaryRequest(job);
    expect(request).toMatchObject({ model: 'm', stream: true, maxTokens: 400 });
    expect(request.messages[0]?.content).toContain('at most 100 words');
    expect(request.messages[0]?.content).toMatch(/\n\nPerson: Hi$/);
    expect(summaryRequest({ ...job, left: 100_000 }).maxTokens).toBe(2208);
  });
});

test.each([
  ['**Summary:**\n\nA boat.', 'A boat.'],
  ['## Summary\nA boat.', 'A boat.'],
  [' A boat. ', 'A boat.'],
  ['Summary of a boat.', 'Summary of a boat.'],
  [' \n', undefined],
])('the summary in %j', (text, summary) => expect(summaryFromAnswer(text)).toBe(summary));
