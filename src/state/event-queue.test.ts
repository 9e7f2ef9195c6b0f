import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerEvent } from '../protocol/openai/events';
import { EventQueue } from './event-queue';

const event = fc.oneof(
  fc.record({
    type: fc.constantFrom('text-delta' as const, 'reasoning-delta' as const),
    text: fc.string({ minLength: 1, maxLength: 40 }),
  }),
  fc.record({
    type: fc.constant('tool-call-delta' as const),
    index: fc.nat(2),
    arguments: fc.string({ maxLength: 20 }),
  }),
);

const said = (events: readonly AnswerEvent[]): string =>
  events
    .map((each) =>
      'text' in each ? each.text : each.type === 'tool-call-delta' ? each.arguments : '',
    )
    .join('');

test('whatever is taken at a time, it is what was put in, in order, and the size comes to nothing', () => {
  fc.assert(
    fc.property(fc.array(event), fc.integer({ min: 1, max: 30 }), (events, most) => {
      const queue = new EventQueue();
      for (const each of events) queue.push(each);
      const parts: string[] = [];
      while (queue.size > 0) {
        const taken = queue.take(most);
        expect(taken.length).toBeGreaterThan(0);
        parts.push(said(taken));
      }
      expect(parts.join('')).toBe(said(events));
      expect(queue.take(most)).toEqual([]);
    }),
  );
});

test('a text longer than what is asked for is cut', () => {
  const queue = new EventQueue();
  queue.push({ type: 'text-delta', text: 'one two three' });
  expect(queue.take(4)).toEqual([{ type: 'text-delta', text: 'one ' }]);
  expect(queue.size).toBe(9);
  expect(queue.take(Infinity)).toEqual([{ type: 'text-delta', text: 'two three' }]);
});
