import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PromptEstimate } from '../chat/types';
import { isFullCount, judgeTruncation, type AskedAndRead } from './truncation';

interface Given {
  sent: number;
  by?: PromptEstimate['by'];
  read: number;
  fresh?: number;
  window?: AskedAndRead['window'];
}

const known = ({ sent, by = 'estimated', read, fresh, window }: Given): AskedAndRead => ({
  sent: { tokens: sent, by, characters: 1 },
  read,
  fresh,
  window,
});
const judge = (given: Given) => judgeTruncation(known(given));

const loaded = { tokens: 4096, source: 'server-runtime' } as const;
const set = { tokens: 4096, source: 'user' } as const;
const trained = { tokens: 131_072, source: 'server-trained' } as const;
const assumed = { tokens: 8192, source: 'default' } as const;

describe('the beginning was lost', () => {
  test.each<[string, Given, number | undefined]>([
    ['as Ollama cuts it: at its window', { sent: 9200, read: 4096, window: trained }, 4096],
    ['a few tokens below a usual window', { sent: 3000, read: 2040 }, 2048],
    ['at a window that the server tells', { sent: 9200, read: 3100, window: loaded }, 4096],
    ['to the last token of the window', { sent: 4500, read: 4096, window: loaded }, 4096],
    ['at one that a person set', { sent: 9200, read: 700, window: set }, 4096],
    ['by more than any tokenizer differs', { sent: 9000, read: 3300 }, undefined],
    ['by a third, once calibrated', { sent: 9000, by: 'calibrated', read: 6200 }, undefined],
    ['by a fifth, once the server counted', { sent: 9000, by: 'counted', read: 7000 }, undefined],
    [
      'though little is new, when more was sent than the window holds',
      { sent: 9200, read: 300, fresh: 250, window: loaded },
      4096,
    ],
  ])('%s', (_, given, window) =>
    expect(judge(given)).toEqual(window === undefined ? {} : { window }),
  );
});

describe('nothing says that anything was lost', () => {
  test.each<[string, Given]>([
    ['all was read', { sent: 9200, read: 9100, window: trained }],
    ['more was read: a picture, a template', { sent: 9200, read: 12_000, window: loaded }],
    ['a tokenizer of large pieces', { sent: 9200, read: 5900 }],
    ['a short chat', { sent: 240, read: 60 }],
    ['the server counted nothing', { sent: 9200, read: 0 }],
    ['the cache was not counted (older Ollama)', { sent: 9200, read: 310, fresh: 250 }],
    [
      'the same once the estimate is calibrated',
      { sent: 9200, by: 'calibrated', read: 310, fresh: 250, window: trained },
    ],
    ['the window was outgrown, and read all the same', { sent: 6000, read: 5600, window: loaded }],
    ['a generous estimate above the window', { sent: 5000, read: 3900, window: loaded }],
    ['a window that is only assumed', { sent: 9000, read: 6000, window: assumed }],
  ])('%s', (_, given) => expect(judge(given)).toBeUndefined());

  test('when tokenizers and templates differ as they do, whatever was sent', () => {
    const share = fc.double({ min: 0.76, max: 3, noNaN: true });
    const sizes = fc.constantFrom(2048, 4096, 8192, 131_072);
    fc.assert(
      fc.property(fc.nat(200_000), share, sizes, (sent, part, tokens) => {
        const read = Math.round(sent * part);
        // What was read whole did fit, and its answer too.
        const window = { tokens: Math.max(tokens, read + 100), source: 'server-runtime' } as const;
        for (const by of ['estimated', 'calibrated'] as const) {
          expect(judge({ sent, by, read, window })).toBeUndefined();
        }
      }),
    );
  });
});

test('a count that left the cache out teaches nothing about the tokenizer', () => {
  expect(isFullCount(known({ sent: 9200, read: 310, fresh: 250 }))).toBe(false);
  expect(isFullCount(known({ sent: 9200, read: 8000, fresh: 250 }))).toBe(true);
  expect(isFullCount(known({ sent: 900, read: 300 }))).toBe(true);
});
