import { createRoot } from 'solid-js';
import { defaultSettings } from '../../core/settings/types';
import type { Tool } from '../../core/tools/types';
import type { ModelRef } from '../../core/models/types';
import type { FrameScheduler } from '../../core/ports';
import type { Fetch } from '../../lib/fetch';
import { chatInDialect } from '../../core/dialect/chat-client';
import { createCompletion } from '../completion';
import { createConversations } from '../conversations';
import { createProviders } from '../providers';
import { createTools } from '../tools';
import {
  alwaysIdle,
  fakeClock,
  fakeConversationRepository,
  fakeIds,
  fakeLocks,
  fakeProviderRepository,
  fakeTabs,
  type linkedTabs,
  noVault,
} from './fakes';

export const encoder = new TextEncoder();

/** Rejects as a browser's fetch does when its signal is aborted. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

/** A server whose answer the test writes by hand, chunk by chunk. */
function scriptedServer() {
  const requests: { url: string; body: unknown; signal: AbortSignal }[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const script: { answer?: () => Response; hold?: Promise<void> } = {};
  const fetch: Fetch = async (url, init = {}) => {
    const signal = init.signal ?? new AbortController().signal;
    requests.push({
      url,
      body: JSON.parse(typeof init.body === 'string' ? init.body : 'null'),
      signal,
    });
    if (script.hold) await Promise.race([script.hold, abortOf(signal)]);
    if (script.answer) return script.answer();
    const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
    signal.addEventListener('abort', () => controller?.error(signal.reason));
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  const write = (text: string) => controller?.enqueue(encoder.encode(text));
  return Object.assign(script, {
    requests,
    fetch,
    write,
    say: (text: string) =>
      write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`),
    /** Whole calls in one delta. */
    call: (...calls: readonly (readonly [name: string, args: string])[]) => {
      const tool_calls = calls.map(([name, args], index) => ({
        ...{ index, id: `call_${index}`, type: 'function' },
        function: { name, arguments: args },
      }));
      write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { tool_calls } }] })}\n\n`);
    },
    finish: () =>
      write(
        'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
      ),
    close: () => controller?.close(),
    cut: () => controller?.error(new TypeError('network error')),
  });
}

/** What the tabs of one browser have in common; with `newTab` they hear of each other's chats. */
export function fakeBrowser(newTab?: ReturnType<typeof linkedTabs>) {
  return {
    locks: fakeLocks(),
    newId: fakeIds(),
    stored: fakeConversationRepository(),
    newTab,
  };
}

/** State over fakes, and a server that says what it is told to; the provider is there, the chat isn't. */
export async function setUp<S extends FrameScheduler>(
  scheduler: S,
  builtin: readonly Tool[] = [],
  browser = fakeBrowser(),
) {
  const server = scriptedServer();
  const clock = fakeClock();
  const tabs = fakeTabs();
  const { locks, newId, stored, newTab } = browser;
  const others = newTab?.();
  const repository = fakeProviderRepository();
  const storageErrors: unknown[] = [];
  const failures: string[] = [];
  const page = { isLeaving: false };
  // What loads late would come between a question and its request.
  const settings = { ...defaultSettings, compaction: false };
  const state = createRoot(() => {
    const providers = createProviders({
      repository,
      tabs: tabs.own,
      clock,
      newId,
      page: { origin: 'http://localhost', isSecureContext: true, isOnline: true },
      fetchFor: () => server.fetch,
      onFailure: (by, words) => failures.push(`${by}: ${words}`),
      demo: async () => undefined,
      onDemoRemoved: async () => {},
      vault: noVault,
    });
    const conversations = createConversations({
      repository: stored.repository,
      attachments: stored.attachments,
      idle: alwaysIdle,
      tabs: others ?? tabs.own,
      locks,
      clock,
    });
    const tools = createTools({
      settings: {
        values: settings,
        ready: Promise.resolve(),
        set: async (key, value) => void (settings[key] = value),
      },
      load: async () => builtin,
    });
    const completion = createCompletion({
      streamChat: chatInDialect,
      conversations,
      providers,
      settings,
      attachments: stored.attachments,
      tools,
      clock,
      scheduler,
      locks,
      newId,
      isLeaving: () => page.isLeaving,
      onStorageError: (error) => storageErrors.push(error),
      onFailure: (by, words) => failures.push(`${by}: ${words}`),
    });
    return { providers, conversations, completion, tools };
  });
  await state.providers.ready;
  await state.conversations.ready;
  const providerId = await state.providers.add(
    { input: 'http://localhost:1/v1', apiKey: '' },
    'http://localhost:1/v1',
  );
  const model: ModelRef = { providerId, modelId: 'm', providerLabel: 'Test', modelName: 'm' };
  return {
    ...state,
    repository,
    server,
    clock,
    tabs,
    locks,
    stored,
    model,
    scheduler,
    storageErrors,
    failures,
    page,
    settings,
  };
}

export const lastOf = <T>(items: readonly T[]) => items[items.length - 1];
