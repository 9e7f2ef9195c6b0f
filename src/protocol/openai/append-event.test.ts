import { expect, test } from 'vitest';
import { appendEvent } from './append-event';
import type { CompletionEvent } from './events';

function listOf(...events: CompletionEvent[]): CompletionEvent[] {
  const list: CompletionEvent[] = [];
  for (const event of events) appendEvent(list, event);
  return list;
}

const text = (value: string): CompletionEvent => ({ type: 'text-delta', text: value });
const reasoning = (value: string): CompletionEvent => ({ type: 'reasoning-delta', text: value });

test('deltas of one kind in a row become one, the others keep their place', () => {
  expect(
    listOf(reasoning('a'), reasoning('b'), text('c'), text('d'), reasoning('e'), text('f')),
  ).toEqual([reasoning('ab'), text('cd'), reasoning('e'), text('f')]);
  expect(listOf(text('a'), { type: 'text-was-reasoning' }, text('b'))).toHaveLength(3);
  const ping: CompletionEvent = { type: 'keep-alive', comment: '' };
  expect(listOf(ping, ping, { type: 'opened' })).toHaveLength(3);
});

test('pieces of one call’s arguments become one; an id, a name or another call does not', () => {
  const call = (index: number, rest: object): CompletionEvent => ({
    type: 'tool-call-delta',
    index,
    ...rest,
  });
  expect(
    listOf(
      call(0, { id: 'a', name: 'f' }),
      call(0, { arguments: '{' }),
      call(0, { arguments: '}' }),
      call(1, { arguments: '{' }),
      call(1, { id: 'b' }),
      call(1, { arguments: '}' }),
    ),
  ).toEqual([
    call(0, { id: 'a', name: 'f', arguments: '{}' }),
    call(1, { arguments: '{' }),
    call(1, { id: 'b', arguments: '}' }),
  ]);
});

test('the events that are joined stay as they were', () => {
  const [first, second] = [text('a'), text('b')];
  listOf(first, second);
  expect([first, second]).toEqual([text('a'), text('b')]);
});
