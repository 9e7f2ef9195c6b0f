import { expect, test } from 'vitest';
import { someTool } from '../core/tools/testing/some-tool';
import type { Tool } from '../core/tools/types';
import { standingChain } from '../core/chat/tool-chain';
import { latch } from '../lib/latch';
import { streamLock } from './chat-reader';
import { microtaskScheduler, settle } from './testing/fakes';
import { setUp } from './testing/running-completion';

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
  const waiting = (name: string, gate: Promise<void>) =>
    someTool(name, {
      run: async () => {
        order.push(`${name} begins`);
        await gate;
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

/** The model calls a tool, until its answer is there. */
async function callOnce(chat: Awaited<ReturnType<typeof ask>>, ...calls: [string, string][]) {
  chat.server.call(...calls);
  chat.server.finish();
  await settle();
}
const results = (chat: Awaited<ReturnType<typeof ask>>, at = 1) =>
  chat.path()[at]?.toolCalls.map(({ result }) => result?.status);
const isFree = (chat: Awaited<ReturnType<typeof ask>>) => () => !chat.completion.isRunning(chat.id);

test('what went wrong with a call is told to the model', async () => {
  const chat = await ask([someTool('time')]);
  await callOnce(chat, ['clock', '{}'], ['time', '{"zone'], ['__proto__', '{}']);
  await asked(chat, 2);
  expect(body(chat, 1).messages.slice(2)).toMatchObject([
    { content: 'There is no tool named "clock". The tools are: time.' },
    { content: expect.stringContaining('not a JSON object: {"zone') as string },
    { content: expect.stringContaining('There is no tool named "__proto__"') as string },
  ]);
  expect(results(chat)).toEqual(['failed', 'failed', 'failed']);
});

test('a chat without tools tells of none, and calls stand still', async () => {
  const chat = await ask([someTool('time', { onByDefault: false })]);
  expect(body(chat, 0)).not.toHaveProperty('tools');
  await callOnce(chat, ['time', '{}']);
  await until(isFree(chat));
  expect(results(chat)).toEqual([undefined]);
  expect(chat.server.requests).toHaveLength(1);
});

test('at the limit of rounds the chat stands still, and goes on when a person wants it', async () => {
  const chat = await ask([someTool('time')]);
  await chat.conversations.change(chat.id, { tools: { rounds: 2 } });
  for (const round of [2, 3]) {
    await callOnce(chat, ['time', '{}']);
    await asked(chat, round);
  }
  await callOnce(chat, ['time', '{}']);
  await until(isFree(chat));
  const last = chat.path()[3];
  expect(results(chat, 3)).toEqual([undefined]);
  expect(standingChain(chat.path())).toEqual({ answerId: last?.id, notRun: 1, rounds: 3 });
  await chat.completion.goOn(chat.id, last?.id ?? '', chat.model);
  expect(chat.completion.isRunning(chat.id)).toBe(true);
  await asked(chat, 4);
  expect(results(chat, 3)).toEqual(['done']);
  expect(standingChain(chat.path())).toBeUndefined();
  // As many rounds again.
  await callOnce(chat, ['time', '{}']);
  await asked(chat, 5);
  await callOnce(chat, ['time', '{}']);
  await until(isFree(chat));
  expect(results(chat, 5)).toEqual([undefined]);
});

const place = (chat: Awaited<ReturnType<typeof ask>>, index = 0) => ({
  messageId: chat.path()[1]?.id ?? '',
  index,
});

test('a person is asked, and a refusal goes to the model', async () => {
  const chat = await ask([someTool('time', { asks: 'once' })]);
  await callOnce(chat, ['time', '{"zone":"UTC"}']);
  await until(() => chat.tools.call(place(chat))?.kind === 'asks');
  expect(chat.tools.call(place(chat))).toMatchObject({ args: { zone: 'UTC' } });
  expect(chat.completion.phase(chat.id)).toMatchObject({ kind: 'asks', count: 1 });
  chat.tools.decide(place(chat), 'no');
  await asked(chat, 2);
  expect(chat.tools.call(place(chat))).toBeUndefined();
  expect(results(chat)).toEqual(['denied']);
  expect(body(chat, 1).messages.at(-1)).toMatchObject({ content: 'The person refused this call.' });
});

test('what is allowed in a chat for good answers its other questions, and is not asked again', async () => {
  const chat = await ask([someTool('time', { asks: 'once' })]);
  await callOnce(chat, ['time', '{}'], ['time', '{}']);
  await until(() => chat.tools.call(place(chat, 1))?.kind === 'asks');
  chat.tools.decide(place(chat, 1), 'always-here');
  await asked(chat, 2);
  expect(results(chat)).toEqual(['done', 'done']);
  expect(chat.conversations.get(chat.id)?.tools).toMatchObject({ always: ['builtin:time'] });
  expect(chat.settings.toolsAlways).toEqual([]);
  await callOnce(chat, ['time', '{}']);
  await asked(chat, 3);
});

test('a decision for all chats lies in the settings', async () => {
  const chat = await ask([someTool('time', { asks: 'once' })]);
  await callOnce(chat, ['time', '{}']);
  await until(() => chat.tools.call(place(chat))?.kind === 'asks');
  chat.tools.decide(place(chat), 'never');
  await asked(chat, 2);
  expect(chat.settings.toolsNever).toEqual(['builtin:time']);
  await callOnce(chat, ['time', '{}']);
  await asked(chat, 3);
  expect(results(chat, 2)).toEqual(['denied']);
});

test('what is asked each time is asked again', async () => {
  const chat = await ask([someTool('time', { asks: 'each-time' })]);
  await callOnce(chat, ['time', '{}']);
  await until(() => chat.tools.call(place(chat))?.kind === 'asks');
  chat.tools.decide(place(chat), 'always');
  await asked(chat, 2);
  expect(chat.settings.toolsAlways).toEqual([]);
  await callOnce(chat, ['time', '{}']);
  const again = { messageId: chat.path()[2]?.id ?? '', index: 0 };
  await until(() => chat.tools.call(again)?.kind === 'asks');
});

test('Stop stops tools and questions, and asks nothing more', async () => {
  const deaf = someTool('deaf', { run: () => new Promise(() => {}) });
  const chat = await ask([deaf, someTool('time', { asks: 'once' })]);
  await callOnce(chat, ['deaf', '{}'], ['time', '{}']);
  await until(() => chat.tools.call(place(chat, 1))?.kind === 'asks');
  chat.completion.stop(chat.id);
  await until(isFree(chat));
  expect(results(chat)).toEqual(['stopped', 'stopped']);
  expect(chat.tools.call(place(chat, 1))).toBeUndefined();
  expect(chat.stored.messages.get(place(chat).messageId)?.toolCalls[0]?.result?.status).toBe(
    'stopped',
  );
  expect(chat.server.requests).toHaveLength(1);
  expect(chat.locks.held.size).toBe(0);
  // Stopped calls have results: only the next answer is missing.
  await chat.completion.goOn(chat.id, place(chat).messageId, chat.model);
  await asked(chat, 2);
});

test('calls that a crash left behind run when a person wants it, those that have run do not', async () => {
  const runs: string[] = [];
  const noted = (name: string) =>
    someTool(name, {
      run: async () => {
        runs.push(name);
        return { text: name };
      },
    });
  const chat = await ask([noted('one'), noted('two')]);
  await chat.conversations.change(chat.id, { tools: { rounds: 0 } });
  await callOnce(chat, ['one', '{}'], ['two', '{}']);
  await until(isFree(chat));
  await chat.conversations.changeMessage(chat.id, place(chat).messageId, ({ toolCalls: [one] }) => {
    if (one) one.result = { status: 'done', text: 'before', startedAt: 1, finishedAt: 2 };
  });
  expect(runs).toEqual([]);
  await chat.completion.goOn(chat.id, place(chat).messageId, chat.model);
  await asked(chat, 2);
  expect(runs).toEqual(['two']);
  expect(body(chat, 1).messages.slice(2)).toMatchObject([
    { content: 'before' },
    { content: 'two' },
  ]);
});

test('only one tab runs the calls of an answer', async () => {
  const chat = await ask([someTool('time')]);
  await chat.conversations.change(chat.id, { tools: { rounds: 0 } });
  await callOnce(chat, ['time', '{}']);
  await until(isFree(chat));
  const { messageId } = place(chat);
  chat.locks.hold(streamLock(messageId));
  await expect(chat.completion.goOn(chat.id, messageId, chat.model)).rejects.toThrow(/another tab/);
  expect(chat.completion.isRunning(chat.id)).toBe(false);
});

test('a later answer is asked for again with the results that there are', async () => {
  const chat = await ask([someTool('time')]);
  await callOnce(chat, ['time', '{}']);
  await asked(chat, 2);
  chat.server.say('Noon.');
  chat.server.finish();
  await until(isFree(chat));
  await chat.completion.retry(chat.id, chat.path()[2]?.id ?? '', chat.model);
  await asked(chat, 3);
  expect(body(chat, 2).messages).toEqual(body(chat, 1).messages);
  expect(results(chat)).toEqual(['done']);
});

test('an answer with calls is not continued in mid-sentence', async () => {
  const chat = await ask([someTool('time', { onByDefault: false })]);
  chat.server.say('Let me');
  await callOnce(chat, ['time', '{}']);
  await until(isFree(chat));
  await expect(chat.completion.resume(chat.id, place(chat).messageId)).rejects.toThrow();
});

test('a disk that is full does not hold the model up', async () => {
  const chat = await ask([someTool('time')]);
  chat.stored.repository.saveMessage = () => Promise.reject(new Error('The disk is full.'));
  await callOnce(chat, ['time', '{}']);
  await asked(chat, 2);
  expect(results(chat)).toEqual(['done']);
  expect(chat.storageErrors.length).toBeGreaterThan(0);
});

test('a model that refuses tools is asked without them, and from then on', async () => {
  const given = await setUp(microtaskScheduler(), [someTool('time')]);
  given.server.answer = () =>
    given.server.requests.length === 1
      ? new Response(
          '{"error":{"message":"registry.ollama.ai/library/gemma:latest does not support tools","type":"api_error"}}',
          { status: 400 },
        )
      : new Response(
          'data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
          { headers: { 'content-type': 'text/event-stream' } },
        );
  const id = await given.completion.send(undefined, { text: 'Hi' }, given.model);
  await asked(given, 2);
  expect(body(given, 0)).toHaveProperty('tools');
  expect(body(given, 1)).not.toHaveProperty('tools');
  await until(() => given.providers.get(given.model.providerId)?.learned !== undefined);
  await until(() => !given.completion.isRunning(id));
  await given.completion.send(id, { text: 'And now?' }, given.model);
  await asked(given, 3);
  expect(body(given, 2)).not.toHaveProperty('tools');
});
