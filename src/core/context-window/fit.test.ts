import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fit, fitTokens } from './fit';
import { message, model, prose } from './testing/messages';

describe('the next request', () => {
  test.each([
    ['fits', 3000, { window: 4096 }, { overflow: 0, left: 1096, promptRoom: 3840 }],
    ['overflows where an answer has no room', 4000, { window: 4096 }, { overflow: 160, left: 96 }],
    ['overflows the window', 5000, { window: 4096 }, { overflow: 1160, left: 0 }],
    [
      'overflows by the answer that the chat asks for',
      3000,
      { window: 4096, maxTokens: 2000 },
      { overflow: 904, left: 1096, promptRoom: 2096 },
    ],
    [
      'leaves no more for the answer than the model writes',
      1000,
      { window: 131_072, maxOutput: 8192 },
      { overflow: 0, left: 8192 },
    ],
    ['fits into a small window', 800, { window: 1024 }, { overflow: 0, promptRoom: 896 }],
    ['has no room at all', 10, { window: 4096, maxTokens: 5000 }, { promptRoom: 0, overflow: 10 }],
  ])('%s', (_, used, room, expected) => expect(fitTokens(used, room)).toMatchObject(expected));

  test('is counted with what stands in the composer', () => {
    const chat = { path: [message('user', prose(500))], model, calibration: undefined };
    const empty = fit(chat, { text: '' }, { window: 1024 });
    const full = fit(chat, { text: prose(1000) }, { window: 1024 });
    expect(empty).toMatchObject({ overflow: 0, used: empty.count.tokens });
    expect(full.count).toEqual(empty.count);
    expect(full.overflow).toBeCloseTo(full.used - 896);
  });

  test('overflows by exactly what must go', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.integer({ min: 512, max: 200_000 }), (used, window) => {
        const { overflow, promptRoom } = fitTokens(used, { window });
        expect(promptRoom).toBeLessThan(window);
        expect(fitTokens(used - overflow, { window }).overflow).toBe(0);
        if (overflow > 0) expect(fitTokens(used - overflow + 1, { window }).overflow).toBe(1);
      }),
    );
  });
});
