import { describe, expect, test } from 'vitest';
import { ApiError } from '../../protocol/openai/errors';
import type { CompletionEvent } from '../../protocol/openai/events';
import type { ChatRequest } from '../../protocol/openai/request';
import type { ServerKind } from '../servers/types';
import { continued } from './continuation';

const answer = { text: 'Hello the', reasoning: '' };
const request: ChatRequest = {
  model: 'm',
  messages: [
    { role: 'user', content: 'Say hello' },
    { role: 'assistant', content: 'Hello the' },
  ],
  stream: true,
};

type Words = readonly string[] | Error;

/** What is asked, and what arrives, when a server says these words (an error: refuses) one request after the other. */
async function run(kind: ServerKind | undefined, said: readonly Words[], of = answer) {
  const asked: ChatRequest[] = [];
  const answers = [...said];
  const open = async function* (
    change: (request: ChatRequest) => ChatRequest,
  ): AsyncGenerator<CompletionEvent> {
    asked.push(change(request));
    const words = answers.shift() ?? [];
    if (words instanceof Error) throw words;
    for (const text of words) yield { type: 'text-delta', text };
    yield { type: 'finish', reason: 'stop' };
  };
  let text = '';
  for await (const event of continued(of, kind, open)) {
    if (event.type === 'text-delta') text += event.text;
  }
  return { asked, text };
}

test.each(['llama-cpp', 'llama-cpp-router', 'ollama'] as const)(
  '%s goes on with the last message',
  async (kind) => {
    const { asked, text } = await run(kind, [['re!']]);
    expect(asked).toEqual([request]);
    expect(text).toBe('re!');
  },
);

test.each(['vllm', 'aphrodite'] as const)('%s is told to go on with it', async (kind) => {
  const { asked } = await run(kind, [['re!']]);
  expect(asked[0]?.extra).toEqual({ continue_final_message: true, add_generation_prompt: false });
});

test('Mistral reads it off the message', async () => {
  const { asked } = await run('mistral', [['re!']]);
  expect(asked[0]?.messages.at(-1)).toMatchObject({ role: 'assistant', prefix: true });
});

test.each([['lm-studio'], ['unknown'], [undefined]] as const)(
  'a server that is not known to do so (%s) is asked in words',
  async (kind) => {
    const { asked } = await run(kind, [['re!']]);
    expect(asked[0]?.messages).toHaveLength(3);
    expect(asked[0]?.messages.at(-1)?.role).toBe('user');
  },
);

test('an answer with reasoning is asked for in words', async () => {
  const { asked } = await run('llama-cpp', [['re!']], { text: 'Hello the', reasoning: 'Hm' });
  expect(asked[0]?.messages.at(-1)?.role).toBe('user');
});

test('a refused prefill is asked in words, once', async () => {
  const refused = new ApiError('http', { status: 400 });
  const { asked, text } = await run('llama-cpp', [refused, ['re!']]);
  expect(asked.map(({ messages }) => messages.length)).toEqual([2, 3]);
  expect(text).toBe('re!');
  await expect(run('llama-cpp', [refused, refused])).rejects.toBe(refused);
  const down = new ApiError('network');
  await expect(run('llama-cpp', [down])).rejects.toBe(down);
});

describe('a beginning that the server repeats', () => {
  test.each([
    [['Hello there!'], 're!'],
    [['Hel', 'lo', ' the', 're!'], 're!'],
    [['Hello the'], ''],
    [['Hel', 'p me'], 'Help me'],
    [['Hel'], 'Hel'],
    [['re!', 'Hello the'], 're!Hello the'],
  ])('%j adds %j', async (words, added) => {
    expect((await run('llama-cpp', [words])).text).toBe(added);
  });
});
