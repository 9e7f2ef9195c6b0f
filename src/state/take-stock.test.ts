import { expect, test, vi } from 'vitest';
import type { ListedModel } from '../protocol/openai/models';
import type { ServerKind } from '../core/servers/types';
import { prose } from '../core/context-window/testing/messages';
import { microtaskScheduler, settle } from './testing/fakes';
import { setUp } from './testing/running-completion';
// It loads late; here it is loaded before the first answer, so that no test waits for a busy disk.
import './take-stock';

/** A server of this kind that answers each question, in a chat of its own, with these prompt tokens. */
async function begin(kind: ServerKind = 'unknown', facts: Partial<ListedModel> = {}) {
  const made = await setUp(microtaskScheduler());
  const { completion, conversations, providers, server, model } = made;
  await providers.update(model.providerId, {
    server: { kind, at: 1 },
    listed: { models: [{ id: 'm', ...facts }], at: 1 },
  });
  const provider = () => providers.get(model.providerId);
  async function ask(text: string, promptTokens: number) {
    const chat = await completion.send(undefined, { text }, model);
    await settle();
    const usage = { prompt_tokens: promptTokens, completion_tokens: 5 };
    server.say('Yes.');
    server.write(`data: ${JSON.stringify({ choices: [], usage })}\n\n`);
    server.finish();
    const answer = () => conversations.message(chat, conversations.path(chat).at(-1)?.id ?? '');
    // What takes stock loads late.
    await vi.waitFor(() => expect(answer()?.promptEstimate).toBeDefined(), { timeout: 10_000 });
    await settle();
    return answer();
  }
  return { ...made, ask, provider };
}

test('an answer keeps what was sent for it, and its model is calibrated', async () => {
  const { ask, provider, stored } = await begin();
  const answer = await ask(prose(1000), 1500);
  expect(answer?.promptEstimate).toEqual({
    tokens: 1101,
    by: 'estimated',
    characters: prose(1000).length,
  });
  expect(answer?.truncation).toBeUndefined();
  expect(provider()?.calibrations?.['m']?.ratio).toBeCloseTo(1500 / 1101, 2);
  const onDisk = [...stored.messages.values()].find(({ role }) => role === 'assistant');
  expect(onDisk?.promptEstimate).toEqual(answer?.promptEstimate);
});

test('after three answers an estimate is what the model would count', async () => {
  const { ask } = await begin();
  for (const promptTokens of [1260, 1260, 1260]) {
    expect((await ask(prose(1000), promptTokens))?.promptEstimate?.by).toBe('estimated');
  }
  expect((await ask(prose(2000), 2500))?.promptEstimate).toMatchObject({ by: 'calibrated' });
  expect((await ask(prose(1000), 1260))?.promptEstimate?.tokens).toBeCloseTo(1260, -1);
});

test('a prompt that was cut says so, and teaches nothing', async () => {
  const { ask, provider } = await begin();
  expect((await ask(prose(6000), 2048))?.truncation).toEqual({ window: 2048 });
  expect(provider()?.calibrations).toBeUndefined();
});

test('where the server can count, its count decides', async () => {
  const { ask, server } = await begin('text-generation-webui');
  const chat = server.fetch;
  server.fetch = async (url, init) =>
    url.endsWith('/v1/internal/token-count') ? Response.json({ length: 640 }) : chat(url, init);
  expect(await ask(prose(1000), 650)).not.toHaveProperty('truncation');
  const cut = await ask(prose(1000), 400);
  expect(cut).toMatchObject({ truncation: {}, promptEstimate: { by: 'counted', tokens: 644 } });
});

test('a window that was learned goes when more than it was read', async () => {
  const { ask, provider, providers, model } = await begin();
  const other = { tokens: 512, at: 1 };
  await providers.update(model.providerId, {
    learnedWindows: { m: { tokens: 1024, at: 1 }, other },
  });
  await ask(prose(300), 400);
  expect(provider()?.learnedWindows).toHaveProperty('m');
  await ask(prose(1000), 1500);
  expect(provider()?.learnedWindows).toEqual({ other });
});

test('Ollama is asked for the loaded window once the model is loaded, and once only', async () => {
  const { ask, provider, server } = await begin('ollama', {
    ownedBy: 'library',
    trainedContext: 131_072,
  });
  const chat = server.fetch;
  const own: Record<string, object> = {
    '/api/version': { version: '0.33.0' },
    '/api/tags': { models: [{ model: 'm', details: { context_length: 131_072 } }] },
    '/api/ps': { models: [{ model: 'm', context_length: 4096 }] },
  };
  const asked: string[] = [];
  server.fetch = async (url, init) => {
    const { pathname } = new URL(url);
    if (!own[pathname]) return chat(url, init);
    asked.push(pathname);
    return Response.json(own[pathname]);
  };
  const answer = await ask(prose(8000), 3000);
  expect(provider()?.listed?.models[0]?.runtimeContext).toBe(4096);
  expect(answer?.truncation).toEqual({ window: 4096 });
  await ask(prose(1000), 1100);
  expect(asked).toEqual(Object.keys(own));
});
