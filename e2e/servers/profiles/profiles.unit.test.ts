import { afterEach, describe, expect, test } from 'vitest';
import { ApiError } from '../../../src/protocol/openai/errors';
import { listModels } from '../../../src/protocol/openai/models';
import { streamChat } from '../../../src/protocol/openai/stream-chat';
import { merged } from '../../../src/protocol/openai/testing/collect';
import type { CompletionEvent } from '../../../src/protocol/openai/events';
import { type Answered, ask, PAGE } from '../contract';
import type { ScriptedServer } from '../scripted';
import { type ProfileOptions, profiles, serveProfile, type SystemName } from '.';

const KEY = 'sk-right';
let server: ScriptedServer | undefined;
afterEach(() => server?.close());

async function start(system: SystemName, options: ProfileOptions = {}): Promise<ScriptedServer> {
  return (server = await serveProfile(profiles[system], options));
}

/** What a browser would let a page of another origin see of these answers. */
const readable = ({ headers }: Answered): boolean =>
  ['*', PAGE].includes(headers['access-control-allow-origin'] ?? '');

async function preflightAllows(path: string, names: string): Promise<boolean> {
  const headers = {
    Origin: PAGE,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': names,
  };
  const answer = await ask(server!.origin, { method: 'OPTIONS', path, headers });
  const allowed = (answer.headers['access-control-allow-headers'] ?? '').toLowerCase();
  const covered = names.split(',').every((name) => allowed === '*' || allowed.includes(name));
  return answer.status < 300 && readable(answer) && covered;
}

const get = (path: string, key?: string): Promise<Answered> => {
  const headers = { Origin: PAGE, 'Sec-Fetch-Site': 'cross-site' };
  return ask(server!.origin, { method: 'GET', path, headers }, key);
};

/*
 * The table "CORS + auth at a glance" of protocol.md, asked of the profiles by raw HTTP. `undefined`: the table does not know, or
 * the system has no key.
 */
interface Glance {
  system: SystemName;
  /** A page of another origin reads the list of a server as installed. */
  open: boolean;
  /** Opened by its recipe, the preflight of a chat allows a key. */
  keyAllowed: boolean;
  /** A page of another origin reads the 401. */
  refusalReadable?: boolean;
  /** A wrong key is refused by GET models already. */
  keyCheckedByList?: boolean;
}

const glances: Glance[] = [
  { system: 'lmstudio', open: false, keyAllowed: true, keyCheckedByList: true },
  { system: 'ollama', open: false, keyAllowed: true },
  {
    system: 'llamacpp',
    open: true,
    keyAllowed: true,
    refusalReadable: true,
    keyCheckedByList: true,
  },
  {
    system: 'llamacppRouter',
    open: true,
    keyAllowed: true,
    refusalReadable: true,
    keyCheckedByList: true,
  },
  { system: 'llamacppWithTools', open: false, keyAllowed: false },
  { system: 'vllm', open: false, keyAllowed: true, refusalReadable: false, keyCheckedByList: true },
  {
    system: 'localai',
    open: true,
    keyAllowed: true,
    refusalReadable: false,
    keyCheckedByList: true,
  },
  { system: 'tgi', open: true, keyAllowed: false, keyCheckedByList: false },
  {
    system: 'textGenerationWebui',
    open: true,
    keyAllowed: true,
    refusalReadable: true,
    keyCheckedByList: true,
  },
  {
    system: 'fastchat',
    open: true,
    keyAllowed: true,
    refusalReadable: true,
    keyCheckedByList: true,
  },
  {
    system: 'aphrodite',
    open: true,
    keyAllowed: true,
    refusalReadable: false,
    keyCheckedByList: true,
  },
  {
    system: 'litellm',
    open: true,
    keyAllowed: true,
    refusalReadable: true,
    keyCheckedByList: true,
  },
  { system: 'transformers', open: false, keyAllowed: true, keyCheckedByList: false },
  { system: 'openrouter', open: true, keyAllowed: true, keyCheckedByList: false },
  { system: 'openai', open: true, keyAllowed: true, refusalReadable: true, keyCheckedByList: true },
];

describe.each(glances)('$system at a glance', (glance) => {
  const basePath = profiles[glance.system]({ model: 'm', context: 1 }).basePath;
  const { system } = glance;

  test('as installed', async () => {
    await start(system);
    const list = await get(`${basePath}/models`);
    expect([readable(list), list.status < 300]).toEqual([glance.open, system !== 'ollama']);
  });

  test('opened', async () => {
    await start(system, { origins: ['*'] });
    const path = `${basePath}/chat/completions`;
    expect(await preflightAllows(path, 'authorization,content-type')).toBe(glance.keyAllowed);
  });
});

test.each(glances.filter(({ keyCheckedByList }) => keyCheckedByList !== undefined))(
  '$system with a wrong key',
  async ({ system, keyCheckedByList, refusalReadable }) => {
    await start(system, { origins: ['*'], key: KEY });
    const path = `${new URL(server!.url).pathname}/models`;
    const refused = await get(path, 'sk-wrong');
    expect(refused.status >= 400).toBe(keyCheckedByList);
    if (refusalReadable !== undefined) expect(readable(refused)).toBe(refusalReadable);
    expect((await get(path, KEY)).status).toBe(200);
  },
);

test('with a key, LocalAI asks the preflight for it too', async () => {
  await start('localai', { key: KEY });
  expect(await preflightAllows('/v1/chat/completions', 'authorization,content-type')).toBe(false);
});

// How a system tells its usage, its reasoning and its calls.
const streams: [SystemName, { usage: boolean; reasoning: boolean; calls: boolean }][] = [
  ['lmstudio', { usage: true, reasoning: true, calls: true }],
  ['ollama', { usage: true, reasoning: true, calls: true }],
  ['llamacpp', { usage: true, reasoning: true, calls: true }],
  ['llamacppRouter', { usage: true, reasoning: true, calls: true }],
  ['vllm', { usage: true, reasoning: true, calls: true }],
  ['localai', { usage: true, reasoning: true, calls: true }],
  ['textGenerationWebui', { usage: true, reasoning: true, calls: true }],
  ['tgi', { usage: true, reasoning: true, calls: true }],
  ['fastchat', { usage: false, reasoning: true, calls: false }],
  ['aphrodite', { usage: true, reasoning: true, calls: true }],
  ['litellm', { usage: true, reasoning: true, calls: true }],
  ['transformers', { usage: true, reasoning: true, calls: false }],
  ['openrouter', { usage: true, reasoning: true, calls: true }],
  ['together', { usage: true, reasoning: true, calls: true }],
  ['groq', { usage: true, reasoning: true, calls: true }],
  ['mistral', { usage: true, reasoning: true, calls: true }],
  ['deepseek', { usage: true, reasoning: true, calls: true }],
  ['fireworks', { usage: true, reasoning: true, calls: true }],
  ['openai', { usage: true, reasoning: false, calls: true }],
];
const CALL = { call: { name: 'get_weather', arguments: '{"city":"Paris"}' } };

async function chat(
  system: SystemName,
  stream: boolean,
  content = 'Hi',
): Promise<CompletionEvent[]> {
  const messages = [{ role: 'user' as const, content }];
  // Mistral refuses the question for usage, and tells it unasked.
  const includeUsage = stream && system !== 'mistral';
  const request = { model: 'parrot-chat', messages, stream, includeUsage };
  const events: CompletionEvent[] = [];
  for await (const event of streamChat(request, { baseUrl: server!.url, apiKey: KEY, fetch })) {
    events.push(event);
  }
  return merged(events);
}

const textOf = (events: CompletionEvent[], type: CompletionEvent['type']): string =>
  events.map((event) => (event.type === type && 'text' in event ? event.text : '')).join('');

describe.each(streams)('what %s sends is understood', (system, tells) => {
  test.each([true, false])('an answer, streamed: %s', async (stream) => {
    await start(system, { key: KEY });
    const events = await chat(system, stream);
    expect(textOf(events, 'text-delta').trim()).toBe('Hello there!');
    const reasoning = textOf(events, 'reasoning-delta').trim();
    expect(reasoning).toBe(tells.reasoning ? 'Okay, the user wants a greeting.' : '');
    expect(events.filter(({ type }) => type === 'finish')).toHaveLength(1);
    if (stream) expect(events.some(({ type }) => type === 'usage')).toBe(tells.usage);
  });

  test('a tool call', async () => {
    await start(system, { key: KEY, says: [CALL] });
    const calls = (await chat(system, true)).filter(({ type }) => type === 'tool-call-delta');
    const expected = { name: 'get_weather', arguments: '{"city":"Paris"}' };
    expect(calls).toEqual(tells.calls ? [expect.objectContaining(expected)] : []);
  });

  test('the list of models', async () => {
    await start(system, { key: KEY });
    const { models } = await listModels({ baseUrl: server!.url, apiKey: KEY, fetch });
    // transformers lists none although one is served.
    expect(models.map(({ id }) => id)).toEqual(
      system === 'transformers' ? [] : expect.arrayContaining(['parrot-chat']),
    );
  });
});

// text-generation-webui cuts the prompt in silence, transformers falls silent itself.
const refusing = streams
  .map(([system]) => system)
  .filter((system) => system !== 'textGenerationWebui' && system !== 'transformers');

test.each(refusing)('%s says in words that a prompt is too long', async (system) => {
  await start(system, { key: KEY });
  const error: unknown = await chat(system, true, 'word '.repeat(2_000)).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).serverMessage).toMatch(/context|tokens|length/);
});

test('every profile tells where it was read', () => {
  for (const make of Object.values(profiles)) {
    expect(make({ model: 'm', context: 1 }).source).toMatch(/protocol\.md|servers\.md|recordings/);
  }
});
