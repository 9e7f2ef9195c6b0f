import { expect, test } from 'vitest';
import type { Tool, ToolOutput } from '../core/tools/types';
import { latch } from '../lib/latch';
import { microtaskScheduler, settle } from './testing/fakes';
import { setUp } from './testing/running-completion';

/** A tool that says what it was given. */
function tool(name: string, more: Partial<Tool> = {}): Tool {
  return {
    name,
    description: `Does ${name}.`,
    parameters: { type: 'object' },
    id: `builtin:${name}`,
    title: name,
    origin: 'Patchbay',
    onByDefault: true,
    asks: 'never',
    run: async (args): Promise<ToolOutput> => ({ text: `${name} ${JSON.stringify(args)}` }),
    ...more,
  };
}

type Given = Awaited<ReturnType<typeof setUp>>;

/** A chat whose model has been asked one question. */
async function ask(tools: readonly Tool[]) {
  const given = await setUp(microtaskScheduler(), tools);
  const id = await given.completion.send(undefined, { text: 'Hi' }, given.model);
  await settle();
  return { ...given, id, path: () => given.conversations.path(id) };
}

/** The late code has loaded, and what follows from it has happened. */
async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition).toBe(true);
  await settle();
}

const asked = ({ server }: Pick<Given, 'server'>, count: number) =>
  until(() => server.requests.length === count);

interface Body {
  messages: unknown[];
  tools?: unknown[];
}
const body = ({ server }: Pick<Given, 'server'>, at: number) => server.requests[at]?.body as Body;

test('calls run at the same time, and the next answer gets what came of them', async () => {
  const [first, second] = [latch(), latch()];
  const order: string[] = [];
  const waiting = (name: string, until: Promise<void>) =>
    tool(name, {
      run: async () => {
        order.push(`${name} begins`);
        await until;
        return { text: `${name} is done` };
      },
    });
  const chat = await ask([waiting('one', first.promise), waiting('two', second.promise)]);
  expect(body(chat, 0).tools).toEqual([
    {
      type: 'function',
      function: { name: 'one', description: 'Does one.', parameters: { type: 'object' } },
    },
    expect.anything(),
  ]);
  chat.server.call(['one', '{}'], ['two', '']);
  chat.server.finish();
  await until(() => order.length === 2);
  expect(chat.completion.isRunning(chat.id)).toBe(true);
  expect(chat.completion.phase(chat.id)).toMatchObject({ kind: 'runs', names: ['one', 'two'] });
  second.resolve();
  await settle();
  const answer = chat.path()[1];
  expect(answer?.toolCalls.map(({ result }) => result?.status)).toEqual([undefined, 'done']);
  // What is on the screen is on the disk.
  expect(chat.stored.messages.get(answer?.id ?? '')?.toolCalls[1]?.result?.text).toBe(
    'two is done',
  );
  first.resolve();
  await asked(chat, 2);
  expect(body(chat, 1).messages).toEqual([
    { role: 'user', content: 'Hi' },
    {
      role: 'assistant',
      content: '',
      tool_calls: [
        { id: 'call_0', type: 'function', function: { name: 'one', arguments: '{}' } },
        { id: 'call_1', type: 'function', function: { name: 'two', arguments: '{}' } },
      ],
    },
    { role: 'tool', content: 'one is done', tool_call_id: 'call_0' },
    { role: 'tool', content: 'two is done', tool_call_id: 'call_1' },
  ]);
  chat.server.say('Both are done.');
  chat.server.finish();
  await until(() => !chat.completion.isRunning(chat.id));
  expect(chat.path().map(({ role, text }) => [role, text])).toEqual([
    ['user', 'Hi'],
    ['assistant', ''],
    ['assistant', 'Both are done.'],
  ]);
});
