import { describe, expect, test, vi } from 'vitest';
import { prose } from '../core/context-window/testing/messages';
import type { ListedModel } from '../protocol/openai/models';
import { microtaskScheduler, settle } from './testing/fakes';
import { encoder, setUp } from './testing/running-completion';

interface Body {
  model: string;
  messages: { role: string; content: string }[];
  max_tokens?: number;
}

const sse = (text: string) => {
  const body = [
    { choices: [{ index: 0, delta: { content: text } }] },
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
  ];
  const frames = body.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join('');
  return new Response(encoder.encode(`${frames}data: [DONE]\n\n`), {
    headers: { 'content-type': 'text/event-stream' },
  });
};

const overflow = () =>
  new Response(
    '{"error":{"code":400,"message":"request (1200 tokens) exceeds the available context size (512 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":1200,"n_ctx":512}}',
    { status: 400, headers: { 'content-type': 'application/json' } },
  );

/** Two turns of 150 words each, with a model of which this is listed; further turns are asked by `ask`. */
async function begin(facts: Partial<ListedModel> = { runtimeContext: 1000 }) {
  const made = await setUp(microtaskScheduler());
  made.settings.compaction = true;
  const { completion, conversations, providers, server, model } = made;
  const list = (listed: ListedModel[]) =>
    providers.update(model.providerId, { listed: { models: listed, at: 1 } });
  await list([{ id: 'm', ...facts }]);
  const script = {
    summary: () => sse('They talked about a lighthouse.'),
    answer: () => sse('Yes.'),
  };
  const bodies = () => server.requests.map(({ body }) => body as Body);
  const isSummary = ({ messages }: Body) =>
    messages[0]?.content.startsWith('Below is the older part');
  server.answer = () => {
    const last = bodies().at(-1);
    return last && isSummary(last) ? script.summary() : script.answer();
  };
  let id = '';
  const last = () => conversations.path(id).at(-1);
  // What summarises loads late.
  const until = (check: () => void) => vi.waitFor(() => settle().then(check), { timeout: 10_000 });
  const ended = () => until(() => expect(completion.isRunning(id)).toBe(false));
  const ask = async (text: string) => {
    id = await completion.send(id || undefined, { text }, model);
    await ended();
  };
  await ask(prose(150));
  await ask(prose(150));
  const summaries = () => bodies().filter(isSummary);
  const sent = () =>
    bodies()
      .filter((body) => !isSummary(body))
      .at(-1)?.messages ?? [];
  return { ...made, ask, bodies, ended, until, isSummary, last, list, script, sent, summaries, id };
}

describe('before a request overflows a window that is known', () => {
  test('older turns are summarised, stored, and sent as their summary; they stay as they are', async () => {
    const { ask, conversations, id, last, sent, stored, summaries } = await begin();
    const before = conversations.path(id).map(({ text }) => text);
    await ask(prose(600));
    expect(summaries()).toHaveLength(1);
    expect(summaries()[0]?.messages[0]?.content).toContain(`Person: ${prose(150)}`);
    expect(sent()[0]?.content).toContain('They talked about a lighthouse.');
    expect(sent().at(-1)?.content).toBe(prose(600));
    expect(last()).toMatchObject({ status: 'done', text: 'Yes.' });
    const path = conversations.path(id);
    expect(path.map(({ text }) => text).slice(0, 4)).toEqual(before);
    const cut = path.find(({ compaction }) => compaction);
    expect(cut).toMatchObject({ role: 'assistant', compaction: { model: { modelId: 'm' } } });
    expect(stored.messages.get(cut?.id ?? '')?.compaction).toEqual(cut?.compaction);
  });

  test('nothing is done for a request that fits', async () => {
    const { ask, summaries } = await begin();
    await ask(prose(50));
    expect(summaries()).toHaveLength(0);
  });

  test.each([
    ['the window is only assumed', {}, true],
    ['it is switched off', { runtimeContext: 1000 }, false],
  ])('nothing is done when %s', async (_, facts, compaction) => {
    const { ask, sent, settings, summaries } = await begin(facts);
    settings.compaction = compaction;
    await ask(prose(8000));
    expect(summaries()).toHaveLength(0);
    expect(sent()).toHaveLength(5);
  });

  test('a summary that fails leaves all as it was, says why, and the question is asked with all of it', async () => {
    const { ask, completion, conversations, id, last, script, sent, summaries } = await begin();
    script.summary = () => new Response('{"error":"out of memory"}', { status: 500 });
    await ask(prose(600));
    expect(summaries()).toHaveLength(1);
    expect(conversations.path(id).some(({ compaction }) => compaction)).toBe(false);
    expect(sent()).toHaveLength(5);
    expect(last()?.status).toBe('done');
    expect(completion.compaction(id)?.failure).toContain('out of memory');
    script.summary = () => sse('They talked about a lighthouse.');
    await ask(prose(600));
    expect(completion.compaction(id)).toBeUndefined();
    expect(conversations.path(id).some(({ compaction }) => compaction)).toBe(true);
  });

  test('Stop stops the summary too, and the question stays stored', async () => {
    const { completion, conversations, ended, id, last, model, server, summaries, until } =
      await begin();
    server.hold = new Promise(() => {});
    await completion.send(id, { text: prose(600) }, model);
    await until(() => expect(summaries()).toHaveLength(1));
    expect(completion.phase(id)).toMatchObject({ kind: 'compacting', count: 4, modelName: 'm' });
    completion.stop(id);
    await ended();
    expect(last()).toMatchObject({ status: 'interrupted', interruption: 'stopped' });
    expect(conversations.path(id).at(-2)?.text).toBe(prose(600));
    expect(completion.compaction(id)).toBeUndefined();
  });

  test('summarize_model writes it, in pieces that fit into its own window', async () => {
    const { ask, bodies, list, providers, conversations, id, isSummary } = await begin();
    await list([
      { id: 'm', runtimeContext: 1000 },
      { id: 'small', runtimeContext: 512 },
    ]);
    await providers.setDefaults({ summarizeModel: 'small' });
    await ask(prose(600));
    const asked = bodies().filter(isSummary);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.every(({ model }) => model === 'small')).toBe(true);
    expect(asked.at(-1)?.messages[0]?.content).toContain('Summary of part 2:');
    const cut = conversations.path(id).find(({ compaction }) => compaction);
    expect(cut?.compaction?.model?.modelId).toBe('small');
  });
});

describe('a refusal of a request that is too long', () => {
  test('teaches the window, and the turn is asked again compacted', async () => {
    const {
      ask,
      completion,
      conversations,
      ended,
      id,
      last,
      model,
      providers,
      script,
      sent,
      until,
    } = await begin({});
    script.answer = overflow;
    await ask(prose(100));
    await until(() =>
      expect(providers.get(model.providerId)?.learnedWindows?.['m']?.tokens).toBe(512),
    );
    const failed = last();
    expect(failed?.status).toBe('failed');
    script.answer = () => sse('Here I am.');
    const began: string[] = [];
    const isDone = await completion.compact(id, {
      model,
      answerId: failed?.id ?? '',
      refused: failed?.error,
      onBegin: (messageId) => began.push(messageId),
    });
    expect(isDone).toBe(true);
    expect(completion.isRunning(id)).toBe(false);
    const cut = conversations.path(id).find(({ compaction }) => compaction);
    expect(began).toEqual([cut?.id]);
    await completion.retry(id, failed?.id ?? '', model);
    await ended();
    expect(last()).toMatchObject({ text: 'Here I am.', status: 'done' });
    expect(sent()[0]?.content).toContain('They talked about a lighthouse.');
  });

  test('is not taken for news when the server says the same of what is loaded', async () => {
    const { ask, completion, model, providers, script, settings, until } = await begin({
      runtimeContext: 512,
    });
    settings.compaction = false;
    script.answer = overflow;
    await ask(prose(300));
    await until(() => expect(providers.get(model.providerId)?.calibrations?.['m']).toBeDefined());
    expect(providers.get(model.providerId)?.learnedWindows).toBeUndefined();
    expect(completion.compaction('')).toBeUndefined();
  });

  test('cannot be helped when the last question alone is too long', async () => {
    const { ask, completion, id, last, model, script } = await begin({});
    script.answer = overflow;
    await ask(prose(900));
    const wanted = { model, answerId: last()?.id ?? '', refused: last()?.error };
    await expect(completion.compact(id, wanted)).rejects.toThrow(
      /asked last is too long by itself/,
    );
    expect(completion.isRunning(id)).toBe(false);
  });
});

test('without a summary the originals are sent again', async () => {
  const { ask, conversations, completion, id, model, sent } = await begin();
  await completion.compact(id, { model });
  const cut = conversations.path(id).find(({ compaction }) => compaction);
  await ask('And?');
  expect(sent()).toHaveLength(4);
  await conversations.changeMessage(id, cut?.id ?? '', (message) => {
    delete message.compaction;
  });
  await ask('So?');
  expect(sent().map(({ content }) => content)).toEqual([
    prose(150),
    'Yes.',
    prose(150),
    'Yes.',
    'And?',
    'Yes.',
    'So?',
  ]);
});
