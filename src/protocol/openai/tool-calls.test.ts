import { describe, expect, test } from 'vitest';
import { eventsOf, chunk, frames } from './testing/collect';

interface AssembledCall {
  id?: string;
  name?: string;
  arguments: string;
}

/** Sends each list as the `tool_calls` of one chunk and puts the events together. */
async function assemble(...lists: unknown[]): Promise<AssembledCall[]> {
  const chunks = lists.map((list) => chunk({ tool_calls: list }));
  const calls: AssembledCall[] = [];
  for (const event of await eventsOf(frames(...chunks, chunk({}, 'stop'), '[DONE]'))) {
    if (event.type !== 'tool-call-delta') continue;
    expect(event.index, 'indexes come in order').toBeLessThanOrEqual(calls.length);
    const call = (calls[event.index] ??= { arguments: '' });
    if (event.id !== undefined) call.id = once(call.id, event.id);
    if (event.name !== undefined) call.name = once(call.name, event.name);
    call.arguments += event.arguments ?? '';
  }
  return calls;
}

function once(known: string | undefined, next: string): string {
  expect(known, `${next} comes once`).toBeUndefined();
  return next;
}

function delta(index: unknown, id: unknown, name: unknown, args: unknown): object {
  return { index, id, type: 'function', function: { name, arguments: args } };
}

const a = { id: 'call-a', name: 'weather', arguments: '{"city":"Paris"}' };
const b = { id: 'call-b', name: 'time', arguments: '{"zone":"CET"}' };
const none = undefined;

describe('tool calls', () => {
  test('in fragments by index, two at once', async () => {
    const calls = await assemble(
      [delta(0, 'call-a', 'weather', '{"ci'), delta(1, 'call-b', 'time', '')],
      [delta(1, none, none, '{"zone":'), delta(0, none, none, 'ty":')],
      [delta(0, none, none, '"Paris"}')],
      [delta(1, none, none, '"CET"}')],
    );
    expect(calls).toEqual([a, b]);
  });

  test.each([
    ['missing', none],
    ['always 0', 0],
  ])('index %s: a new id with a name is a new call', async (_, index) => {
    const calls = await assemble(
      [delta(index, 'call-a', 'weather', '{"city":')],
      [delta(index, none, none, '"Paris"}')],
      [delta(index, 'call-b', 'time', '{"zone":')],
      [delta(index, none, none, '"CET"}')],
    );
    expect(calls).toEqual([a, b]);
  });

  test('index 0 for both in one list', async () => {
    const whole = [delta(0, a.id, a.name, a.arguments), delta(0, b.id, b.name, b.arguments)];
    expect(await assemble(whole)).toEqual([a, b]);
  });

  test('index missing: pieces find their call by its id', async () => {
    const calls = await assemble(
      [delta(none, 'call-a', 'weather', '{"city":'), delta(none, 'call-b', 'time', '{"zone":')],
      [delta(none, 'call-b', none, '"CET"}')],
      [delta(none, 'call-a', none, '"Paris"}')],
    );
    expect(calls).toEqual([a, b]);
  });

  test('the index may be a string, or begin with 1', async () => {
    const calls = await assemble(
      [delta('1', 'call-a', 'weather', '{"city":')],
      [delta('1', none, none, '"Paris"}')],
    );
    expect(calls).toEqual([a]);
  });

  test.each([
    ['missing', none],
    ['empty', ''],
    ['null', null],
    ['the word null', 'null'],
  ])('id %s: a name after whole arguments is a new call', async (_, id) => {
    const calls = await assemble(
      [delta(0, id, 'weather', '{"city":"Paris"}')],
      [delta(0, id, 'weather', '{"city":"Rome"}')],
      [delta(0, id, 'time', '{}')],
    );
    expect(calls).toEqual([
      { name: 'weather', arguments: '{"city":"Paris"}' },
      { name: 'weather', arguments: '{"city":"Rome"}' },
      { name: 'time', arguments: '{}' },
    ]);
  });

  test('id and name repeated on every piece', async () => {
    const pieces = ['{"city":', '"Par', 'is"}'];
    const calls = await assemble(...pieces.map((piece) => [delta(0, a.id, a.name, piece)]));
    expect(calls).toEqual([a]);
  });

  test('name empty on later pieces, and an id of its own for each piece', async () => {
    const calls = await assemble(
      [delta(0, 'call-a', 'weather', '{"city":')],
      [delta(0, 'random-1', '', '"Par')],
      [delta(0, 'random-2', '', 'is"}')],
    );
    expect(calls).toEqual([a]);
  });

  test('name repeated, no id', async () => {
    const pieces = ['{"city":', '"Par', 'is"}'];
    const calls = await assemble(...pieces.map((piece) => [delta(0, '', 'weather', piece)]));
    expect(calls).toEqual([{ name: 'weather', arguments: a.arguments }]);
  });

  test('arguments as an object, null, or absent', async () => {
    expect(await assemble([delta(0, a.id, a.name, { city: 'Paris' })])).toEqual([a]);
    expect(await assemble([delta(0, a.id, a.name, null)])).toEqual([{ ...a, arguments: '' }]);
    expect(await assemble([delta(0, a.id, a.name, none)])).toEqual([{ ...a, arguments: '' }]);
  });

  test('a whole call sent once more is one call', async () => {
    const whole = [delta(0, a.id, a.name, a.arguments)];
    expect(await assemble(whole, whole)).toEqual([a]);
    const nameless = [delta(0, none, a.name, a.arguments)];
    expect(await assemble(nameless, nameless)).toHaveLength(1);
  });

  test('a call alone instead of a list, and the old function_call', async () => {
    expect(await assemble(delta(0, a.id, a.name, a.arguments))).toEqual([a]);
    const old = chunk({ function_call: { name: 'weather', arguments: '{}' } });
    expect(await eventsOf(frames(old, chunk({}, 'function_call')))).toEqual([
      { type: 'tool-call-delta', index: 0, name: 'weather', arguments: '{}' },
      { type: 'finish', reason: 'tool-calls' },
    ]);
  });

  test('the same id for two indexes', async () => {
    const calls = await assemble(
      [delta(0, 'call', 'weather', '{"city":'), delta(1, 'call', 'weather', '{"city":')],
      [delta(0, 'call', none, '"Paris"}'), delta(1, 'call', none, '"Rome"}')],
    );
    expect(calls.map((call) => call.arguments)).toEqual(['{"city":"Paris"}', '{"city":"Rome"}']);
  });

  test('two calls of one tool under index 0, the first still without arguments', async () => {
    const calls = await assemble(
      [delta(0, 'call-a', 'weather', '')],
      [delta(0, 'call-b', 'weather', '{}')],
    );
    expect(calls).toEqual([
      { id: 'call-a', name: 'weather', arguments: '' },
      { id: 'call-b', name: 'weather', arguments: '{}' },
    ]);
  });

  test.each([[null], ['call'], [[null, 7, 'x', {}]], [[{ function: 'weather' }]]])(
    'nonsense is no call: %j',
    async (nonsense) => expect(await assemble(nonsense)).toEqual([]),
  );

  test('calls that come only in the finish chunk make stop a tool-calls', async () => {
    const last = chunk({ tool_calls: [delta(0, a.id, a.name, a.arguments)] }, 'stop');
    expect(await eventsOf(frames(last, '[DONE]'))).toEqual([
      { type: 'tool-call-delta', index: 0, ...a },
      { type: 'finish', reason: 'tool-calls' },
    ]);
  });

  test.each(['delta', 'message'])('calls of a whole answer, in %s', async (place) => {
    const message = { content: null, tool_calls: [delta(none, a.id, a.name, { city: 'Paris' })] };
    const body = { choices: [{ index: 0, [place]: message, finish_reason: 'tool_calls' }] };
    expect(await eventsOf(JSON.stringify(body))).toEqual([
      { type: 'tool-call-delta', index: 0, ...a },
      { type: 'finish', reason: 'tool-calls' },
    ]);
  });

  test('calls cut by the length stay cut', async () => {
    const last = chunk({ tool_calls: [delta(0, a.id, a.name, '{"ci')] }, 'length');
    const events = await eventsOf(frames(last));
    expect(events.at(-1)).toEqual({ type: 'finish', reason: 'length' });
  });
});
