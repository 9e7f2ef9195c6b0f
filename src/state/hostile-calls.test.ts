import { expect, test } from 'vitest';
import type { JsonObject } from '../lib/json';
import type { Tool } from '../core/tools/types';
import { settle, microtaskScheduler } from './testing/fakes';
import { setUp } from './testing/running-completion';

/*
 * What a model, or a server in its name, may ask for that no model should: the chat goes on, each call gets its result,
 * and the history stays one that servers take.
 */

/** A chat with one tool, which keeps what it was given. */
async function ask() {
  const given: JsonObject[] = [];
  const echo: Tool = {
    name: 'echo',
    description: 'Says it again.',
    parameters: { type: 'object' },
    id: 'builtin:echo',
    title: 'Echo',
    origin: 'Patchbay',
    onByDefault: true,
    asks: 'never',
    run: async (args) => {
      given.push(args);
      return { text: 'heard' };
    },
  };
  const chat = await setUp(microtaskScheduler(), [echo]);
  const id = await chat.completion.send(undefined, { text: 'Hi' }, chat.model);
  await settle();
  return { ...chat, id, given };
}

type Chat = Awaited<ReturnType<typeof ask>>;

interface WireCall {
  id: string;
  function: { name: string; arguments: string };
}

interface WireMessage {
  role: string;
  content: string;
  tool_calls?: WireCall[];
  tool_call_id?: string;
}

/** The request that follows the results. */
async function afterResults({ server }: Chat): Promise<WireMessage[]> {
  await expect.poll(() => server.requests.length, { timeout: 20_000 }).toBe(2);
  await settle();
  const sent = server.requests[1]?.body as { messages: WireMessage[] } | undefined;
  return sent?.messages ?? [];
}

const callsOf = (messages: WireMessage[]): WireCall[] => messages[1]?.tool_calls ?? [];
const resultsOf = (messages: WireMessage[]): string[] =>
  messages.filter(({ role }) => role === 'tool').map(({ content }) => content);

const frame = (delta: object): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`;
const piece = (args: string): string =>
  frame({ tool_calls: [{ index: 0, function: { arguments: args } }] });

test('arguments of 10 MB in pieces arrive whole', async () => {
  const chat = await ask();
  chat.server.call(['echo', '{"text":"']);
  const text = 'long '.repeat(20_000);
  for (let at = 0; at < 100; at++) chat.server.write(piece(text));
  chat.server.write(piece('"}'));
  chat.server.finish();
  const [call] = callsOf(await afterResults(chat));
  expect(call?.function.arguments).toHaveLength(10_000_011);
  expect(chat.given[0]?.['text']).toHaveLength(10_000_000);
});

test.each([
  ['an array', '[1]'],
  ['a string', '"{}"'],
  ['a number', '1'],
  ['half an object', '{"a":'],
  ['prose', 'Paris, please'],
  ['deeper than anything can be copied', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
])(
  'arguments that are %s are given back to the model, and sent on as an object',
  async (_, text) => {
    const chat = await ask();
    chat.server.call(['echo', text]);
    chat.server.finish();
    const messages = await afterResults(chat);
    expect(callsOf(messages)[0]?.function.arguments).toBe('{}');
    expect(resultsOf(messages)[0]).toMatch(/^The arguments are not a JSON object/);
    expect(resultsOf(messages)[0]?.length).toBeLessThan(1_000);
    expect(chat.given).toEqual([]);
  },
);

test.each([
  '__proto__',
  'constructor',
  'toString',
  '<img src=x onerror=alert(1)>',
  'x'.repeat(1e6),
])('a tool named %.30s is told to be none', async (name) => {
  const chat = await ask();
  chat.server.call([name, '{"__proto__":{"polluted":true}}']);
  chat.server.finish();
  const messages = await afterResults(chat);
  expect(callsOf(messages)[0]?.function.name).toMatch(/^[\w-]{1,64}$/);
  expect(resultsOf(messages)[0]).toMatch(/^There is no tool named/);
  expect(resultsOf(messages)[0]?.length).toBeLessThan(1_000);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('calls with one id get one each', async () => {
  const chat = await ask();
  const call = (args: string, index: number): object => ({
    index,
    id: 'same',
    function: { name: 'echo', arguments: args },
  });
  chat.server.write(frame({ tool_calls: ['{"n":1}', '{"n":2}', '{"n":3}'].map(call) }));
  chat.server.finish();
  const messages = await afterResults(chat);
  const ids = callsOf(messages).map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  expect(messages.slice(2).map((message) => message.tool_call_id)).toEqual(ids);
  expect(chat.given).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
});

test('of 1,000 calls at once the first 100 run, and the next is told why not', async () => {
  const chat = await ask();
  chat.server.call(...Array.from({ length: 1000 }, (_, n) => ['echo', `{"n":${n}}`] as const));
  chat.server.finish();
  const messages = await afterResults(chat);
  expect(resultsOf(messages)).toHaveLength(101);
  expect(resultsOf(messages).slice(0, 100)).toEqual(Array(100).fill('heard'));
  expect(resultsOf(messages)[100]).toMatch(/^Only the first 100 calls/);
  expect(chat.given).toHaveLength(100);
});

test('arguments that never end are stopped, and nothing runs', async () => {
  const chat = await ask();
  chat.server.call(['echo', '{"text":"']);
  for (let at = 0; at < 50; at++) chat.server.write(piece('and so on '));
  await settle();
  chat.completion.stop(chat.id);
  await expect.poll(() => chat.completion.isRunning(chat.id)).toBe(false);
  const answer = chat.conversations.path(chat.id)[1];
  expect(answer?.status).toBe('interrupted');
  expect(answer?.toolCalls[0]?.arguments).toContain('and so on');
  expect(chat.given).toEqual([]);
  await chat.completion.send(chat.id, { text: 'Go on' }, chat.model);
  const messages = await afterResults(chat);
  expect(callsOf(messages)[0]?.function.arguments).toBe('{}');
  expect(resultsOf(messages)).toEqual(['The tool was not run.']);
});
