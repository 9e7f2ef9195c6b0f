import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunk, errorFields, merged, outcomeOf } from './testing/collect';
import { wireUsage } from './testing/stream-events';

describe('any stream', () => {
  const piece = fc.oneof(
    fc.constantFrom('<think>', '</think>', '<', 'é', '世', '👩‍🚀', '\n', '`', ' word'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const delta = fc.oneof(
    fc.record({ content: fc.option(piece) }),
    fc.record({ reasoning: piece }),
    fc.record({ reasoning_content: piece, content: piece }),
    fc.record({ content: fc.array(fc.record({ type: fc.constant('text'), text: piece })) }),
    fc.record({
      tool_calls: fc.array(
        fc.record(
          {
            index: fc.nat(2),
            id: fc.constantFrom('', 'a', 'b'),
            function: fc.record({ name: fc.constantFrom('', 'f', 'g'), arguments: piece }),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 2 },
      ),
    }),
  );
  const value = fc
    .tuple(delta, fc.constantFrom(null, null, null, 'stop', 'length'), fc.option(fc.nat(9)))
    .map(([d, reason, n]) => JSON.stringify(chunk(d, reason, n === null ? {} : wireUsage(9, n))));
  const line = fc.oneof(
    { weight: 12, arbitrary: value.map((json) => `data: ${json}`) },
    fc.constantFrom(
      ': ping',
      ':',
      'event: error',
      'data: [DONE]',
      'data: {"error":"No."}',
      'data: {',
      '',
      'data:',
      '{"choices":[]}',
    ),
  );
  const stream = fc
    .tuple(
      fc.array(line, { maxLength: 12 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom('', '\uFEFF', '\n'),
    )
    .map(([lines, end, start]) => start + lines.flatMap((each) => [each, end, end]).join(''));

  test('gives the same events however its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        stream,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.boolean(),
        async (body, cuts, breaks) => {
          const whole = await outcomeOf({ body, breaks });
          const cut = await outcomeOf({ body, cuts, breaks });
          expect(merged(cut.all)).toEqual(merged(whole.all));
          expect(cut.error && errorFields(cut.error)).toEqual(
            whole.error && errorFields(whole.error),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
