import { expect, test } from 'vitest';
import { listModels } from '../../protocol/openai/models';
import type { CompletionEvent } from '../../protocol/openai/events';
import { streamChat } from '../../protocol/openai/stream-chat';
import type { Clock } from '../ports';
import { createDemoFetch } from './demo-fetch';
import { demoBaseUrl, demoProvider, isDemoUrl } from './demo-provider';

/** Time that passes at once: each timer runs as soon as the reader waits. */
function fastClock() {
  let now = 0;
  let pending = 0;
  const clock: Clock = {
    now: () => now,
    after(ms, callback) {
      let live = true;
      pending += 1;
      const drop = () => {
        if (live) pending -= 1;
        live = false;
      };
      queueMicrotask(() => {
        if (!live) return;
        drop();
        now += ms;
        callback();
      });
      return drop;
    },
  };
  return { clock, elapsed: () => now, pending: () => pending };
}

/** Time that stands still until the test moves it. */
function handClock() {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
  };
  const advance = (ms: number) => {
    now += ms;
    const due = timers.filter((timer) => timer.at <= now);
    timers = timers.filter((timer) => timer.at > now);
    for (const timer of due) timer.callback();
  };
  return { clock, advance, waiting: () => timers.length };
}

const url = `${demoBaseUrl}/chat/completions`;

function post(question: string, more: object = {}): RequestInit {
  const messages = [{ role: 'user', content: question }];
  const body = { model: 'patchbay-demo', messages, stream: true, ...more };
  return { method: 'POST', body: JSON.stringify(body) };
}

async function pieces(response: Response): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const piece of response.body ?? []) all.push(piece);
  return all;
}

interface WireChunk {
  choices: { delta: Record<string, never>; finish_reason: string | null }[];
  usage?: { completion_tokens: number };
}

/** A naive reader: whole text, split at empty lines. */
async function chunks(response: Response): Promise<(WireChunk | '[DONE]')[]> {
  const text = new TextDecoder().decode(
    await new Blob((await pieces(response)) as BlobPart[]).arrayBuffer(),
  );
  const frames = text.split('\n\n').filter(Boolean);
  return frames.map((frame) => {
    const data = frame.replace(/^data: /, '');
    return data === '[DONE]' ? data : (JSON.parse(data) as WireChunk);
  });
}

async function answer(question: string, more: object = {}): Promise<string> {
  const response = await createDemoFetch(fastClock())(
    url,
    post(question, { stream: false, ...more }),
  );
  const body = (await response.json()) as { choices: { message: { content: string } }[] };
  return body.choices[0]?.message.content ?? '';
}

test('the models come with the context window that the server states', async () => {
  const fetch = createDemoFetch(fastClock());
  const { models } = await listModels({ baseUrl: demoBaseUrl, apiKey: '', fetch });
  expect(models).toMatchObject([
    { id: 'patchbay-demo', runtimeContext: 8192, tools: true, chat: true },
    { id: 'patchbay-demo-thinker', runtimeContext: 8192, reasoning: true },
  ]);
});

test('a stream is role, deltas, finish reason, usage and [DONE]', async () => {
  const all = await chunks(await createDemoFetch(fastClock())(url, post('What is Patchbay?')));
  const steps = all.filter((chunk) => chunk !== '[DONE]');
  const text = steps.map((chunk) => chunk.choices[0]?.delta['content'] ?? '').join('');
  expect(text).toContain('## Patchbay in short');
  expect(steps.at(-2)?.choices[0]?.finish_reason).toBe('stop');
  expect(steps.at(-1)?.choices).toEqual([]);
  expect(steps.at(-1)?.usage?.completion_tokens).toBe(steps.length - 3);
  expect(all.at(-1)).toBe('[DONE]');
});

test('pieces are cut inside frames and inside UTF-8 characters', async () => {
  const all = await pieces(await createDemoFetch(fastClock())(url, post('Show me Markdown')));
  const starts = all.map((piece) => piece[0] ?? 0);
  expect(starts.some((byte) => byte >= 0x80 && byte < 0xc0)).toBe(true);
  expect(starts.filter((byte) => byte !== 'd'.charCodeAt(0)).length).toBeGreaterThan(20);
});

test('sixty tokens a second, by the clock and not by its ticks', async () => {
  const { clock, advance } = handClock();
  const response = await createDemoFetch({ clock })(url, post('What is Patchbay?'));
  const reader = response.body!.getReader();
  let bytes = '';
  const readAll = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      bytes += new TextDecoder('latin1').decode(value);
    }
  };
  const reading = readAll();
  advance(17);
  advance(983);
  await new Promise(setImmediate);
  const arrived = bytes.match(/"delta"/g)?.length ?? 0;
  expect(arrived).toBeGreaterThanOrEqual(58);
  expect(arrived).toBeLessThanOrEqual(61);
  while (!bytes.includes('[DONE]')) {
    advance(1000);
    await new Promise(setImmediate);
  }
  await reading;
});

test('an abort before the request rejects at once, with the reason', async () => {
  const signal = AbortSignal.abort();
  const asked = createDemoFetch(fastClock())(url, { ...post('Hello'), signal });
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});

test('an abort in mid-body errors the body and stops the clock', async () => {
  const { clock, advance, waiting } = handClock();
  const stop = new AbortController();
  const response = await createDemoFetch({ clock })(url, { ...post('Hello'), signal: stop.signal });
  const reader = response.body!.getReader();
  advance(17);
  expect((await reader.read()).done).toBe(false);
  const next = reader.read();
  stop.abort();
  await expect(next).rejects.toMatchObject({ name: 'AbortError' });
  expect(waiting()).toBe(0);
});

test('a reader that cancels stops the clock', async () => {
  const { clock, waiting } = handClock();
  const response = await createDemoFetch({ clock })(url, post('Hello'));
  expect(waiting()).toBe(1);
  await response.body?.cancel();
  expect(waiting()).toBe(0);
});

test('without streaming the whole answer comes at once', async () => {
  const { clock, pending } = fastClock();
  const response = await createDemoFetch({ clock })(
    url,
    post('Where is my data?', { stream: false }),
  );
  expect(response.headers.get('Content-Type')).toBe('application/json');
  expect(await response.json()).toMatchObject({
    object: 'chat.completion',
    choices: [{ message: { role: 'assistant' }, finish_reason: 'stop' }],
  });
  expect(pending()).toBe(0);
});

async function events(question: string, model: string): Promise<CompletionEvent[]> {
  const fetch = createDemoFetch(fastClock());
  const messages = [{ role: 'user' as const, content: question }];
  const all: CompletionEvent[] = [];
  const stream = streamChat(
    { model, messages, stream: true },
    { baseUrl: demoBaseUrl, apiKey: '', fetch },
  );
  for await (const event of stream) all.push(event);
  return all;
}

test('a question about tools becomes one whole tool call through the client', async () => {
  const all = await events('Which tools do you have?', 'patchbay-demo');
  const calls = all.filter((event) => event.type === 'tool-call-delta');
  expect(calls[0]).toMatchObject({ index: 0, id: 'call_demo_1', name: 'current_time' });
  const json = calls.map((call) => call.arguments ?? '').join('');
  expect(JSON.parse(json)).toEqual({ timezone: 'UTC' });
  expect(all).toContainEqual({ type: 'finish', reason: 'tool-calls' });
});

test('the thinker reasons before it answers, the other model only when asked', async () => {
  const first = (all: CompletionEvent[]) => all.find((event) => 'text' in event)?.type;
  expect(first(await events('Hello', 'patchbay-demo-thinker'))).toBe('reasoning-delta');
  expect(first(await events('Hello', 'patchbay-demo'))).toBe('text-delta');
  expect(first(await events('Do you think?', 'patchbay-demo'))).toBe('reasoning-delta');
});

test('usage comes with the stream', async () => {
  const wire = await chunks(await createDemoFetch(fastClock())(url, post('Hello')));
  const tokens = wire.filter(
    (chunk) => chunk !== '[DONE]' && chunk.choices[0]?.delta['content'],
  ).length;
  expect(tokens).toBeGreaterThan(20);
  expect(await events('Hello', 'patchbay-demo')).toContainEqual(
    expect.objectContaining({ type: 'usage', completionTokens: tokens }),
  );
});

test.each([
  ['How do I add a provider?', 'Add provider'],
  ['What does my server need?', '--allowed-origins'],
  ['Where is my data stored?', 'IndexedDB'],
  ['What is providers.json?', '"openai-compatible"'],
  ['Show me a table', '| Left | Right |'],
  ['Write a poem on rain', 'This is the built-in demo. No model is running.'],
])('%s', async (question, words) => {
  expect(await answer(question)).toContain(words);
});

test('the result of the tool is passed on, whatever it holds', async () => {
  const messages = [{ role: 'tool', tool_call_id: 'call_demo_1', content: '12:00 ```' }];
  expect(await answer('', { messages })).toContain("12:00 '''");
});

test('max_tokens ends the answer with length', async () => {
  const response = await createDemoFetch(fastClock())(
    url,
    post('Hello', { stream: false, max_tokens: 3 }),
  );
  expect(await response.json()).toMatchObject({
    choices: [{ finish_reason: 'length' }],
    usage: { completion_tokens: 3 },
  });
});

test('an unknown model, path or body is refused in the wire’s words', async () => {
  const fetch = createDemoFetch(fastClock());
  expect((await fetch(url, post('Hi', { model: 'x' }))).status).toBe(404);
  expect((await fetch(`${demoBaseUrl}/embeddings`)).status).toBe(404);
  expect((await fetch(url, { method: 'POST', body: '{' })).status).toBe(400);
  await expect(fetch('https://example.org/v1/models')).rejects.toThrow(TypeError);
});

test('the demo is labelled, keyless and knows its own address only', () => {
  expect(demoProvider(5)).toMatchObject({ label: 'Demo', demo: true, apiKey: '', createdAt: 5 });
  expect(isDemoUrl(`${demoBaseUrl}/models`)).toBe(true);
  expect(isDemoUrl(`${demoBaseUrl}.example.org/models`)).toBe(false);
});
