import { afterEach, describe, expect, test } from 'vitest';
import { applyEvent } from '../../../src/core/chat/apply-event';
import { newAnswer } from '../../../src/core/chat/new-message';
import type { Message } from '../../../src/core/chat/types';
import { streamChat } from '../../../src/protocol/openai/stream-chat';
import type { ScriptedServer } from '../scripted';
import { profiles, serveProfile, type SystemName } from '.';
import { callInPieces } from './shapes';
import type { Call, MakeProfile, StreamShape } from './types';

/*
 * What Patchbay makes of tool calls in the form of each system: two at once of one tool, and one of another without arguments.
 */
const CALLS: Call[] = [
  { name: 'get_weather', arguments: '{"city":"Paris"}' },
  { name: 'get_weather', arguments: '{"city":"Rome"}' },
  { name: 'current_time', arguments: '{}' },
];

let server: ScriptedServer | undefined;
afterEach(() => server?.close());

async function answer(make: MakeProfile, stream: boolean, calls = CALLS): Promise<Message> {
  server = await serveProfile(make, { says: calls.map((call) => ({ call })) });
  const beginning = { id: 'a', conversationId: 'c', parentId: null, now: 0 };
  const modelRef = { providerId: 'p', providerLabel: '', modelId: 'parrot-chat', modelName: '' };
  const message = newAnswer(beginning, modelRef);
  const messages = [{ role: 'user' as const, content: 'What is the weather, and when?' }];
  const connection = { baseUrl: server.url, apiKey: '', fetch };
  for await (const event of streamChat({ model: 'parrot-chat', messages, stream }, connection)) {
    if (event.type === 'opened' || event.type === 'keep-alive') continue;
    if (event.type !== 'prompt-progress') applyEvent(message, event, 0);
  }
  return message;
}

const called = ({ toolCalls }: Message): Call[] =>
  toolCalls.map(({ name, arguments: args }) => ({ name, arguments: args }));

/** They know no calls: what the model wrote stays in the text. */
const asText: SystemName[] = ['fastchat', 'transformers'];
const parsed = (Object.keys(profiles) as SystemName[]).filter((name) => !asText.includes(name));

describe.each(parsed)('%s', (system) => {
  test.each([true, false])('calls three tools at once, streamed: %s', async (stream) => {
    const message = await answer(profiles[system], stream);
    expect(called(message)).toEqual(CALLS);
    expect(message.finishReason).toBe('tool-calls');
    expect(message.text.trim()).toBe('');
  });
});

test.each(asText)('%s leaves calls in the text', async (system) => {
  const message = await answer(profiles[system], true);
  expect(message.toolCalls).toEqual([]);
  expect(message.text.match(/<tool_call>/g)).toHaveLength(3);
});

/** LM Studio with its calls in another form. */
const calling =
  (call: StreamShape['call'], lastDelta?: StreamShape['lastDelta']): MakeProfile =>
  (facts) => {
    const profile = profiles.lmstudio(facts);
    const { chat } = profile;
    const stream = { ...chat.stream, call, ...(lastDelta && { lastDelta }) };
    return { ...profile, chat: { ...chat, stream } };
  };

const whole = (more: (index: number) => object): StreamShape['call'] => {
  return (call, index) => [{ tool_calls: [{ type: 'function', function: call, ...more(index) }] }];
};

// protocol.md, section 4: forms of older versions, and of what stands between a server and a page.
test.each<[string, MakeProfile]>([
  ['the name empty on later pieces', calling(callInPieces({ named: () => ({ name: '' }) }))],
  ['the name on every piece', calling(callInPieces({ named: ({ name }) => ({ name }) }))],
  ['an empty id on later pieces', calling(callInPieces({ again: { id: '', type: 'function' } }))],
  ['no index', calling(whole((index) => ({ id: `call_${String(index)}` })))],
  ['the index always 0', calling(whole((index) => ({ id: `call_${String(index)}`, index: 0 })))],
  ['no id', calling(whole((index) => ({ index })))],
  ['one id for all', calling(whole((index) => ({ index, id: 'call' })))],
  ['neither id nor index', calling(whole(() => ({})))],
  [
    'each call once more beside the finish reason',
    calling(callInPieces(), ({ calls }) => ({
      tool_calls: calls.map((call, index) => ({
        index,
        id: `call_${String(index)}`,
        type: 'function',
        function: call,
      })),
    })),
  ],
])('%s', async (_, make) => {
  expect(called(await answer(make, true))).toEqual(CALLS);
});
