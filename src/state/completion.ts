import { createStore, produce, unwrap } from 'solid-js/store';
import {
  applyEvent,
  settleMessage,
  toMessageError,
  type StreamEnd,
} from '../core/chat/apply-event';
import { toRequestMessages } from '../core/chat/conversation';
import type { Message, MessageError } from '../core/chat/types';
import type { ModelRef } from '../core/models/types';
import type { Clock, FrameScheduler, Locks, NewId } from '../core/ports';
import type { Settings } from '../core/settings/types';
import type { CompletionEvent } from '../protocol/openai/events';
import type { Connection } from '../protocol/openai/connection';
import type { ChatRequest } from '../protocol/openai/request';
import type { Provider } from '../core/providers/types';
import { createStateContext } from './context';
import { createRateGate } from './rate-gate';
import { streamLock } from './chat-reader';
import type { ConversationsState, ConversationWriter } from './conversations';
import type { ProvidersState } from './providers';

export interface CompletionState {
  /** Sends a message in a chat (undefined: a new one) and starts the answer; resolves with the chat's id as soon as both are on disk. */
  send(conversationId: string | undefined, text: string, model: ModelRef): Promise<string>;
  /** Asks again for an answer: beside the old one, which stays stored unless it was empty. */
  retry(conversationId: string, answerId: string, model: ModelRef): Promise<void>;
  /** Stops the running answer of a chat; what had arrived is kept. */
  stop(conversationId: string): void;
  isRunning(conversationId: string): boolean;
  /** Until when (epoch ms) a chat's answer waits for the provider's `rate_limit`; undefined when it doesn't. */
  waitingUntil(conversationId: string): number | undefined;
}

export const CompletionContext = createStateContext<CompletionState>('Completion');

export type StreamChat = (
  request: ChatRequest,
  connection: Connection,
) => AsyncGenerator<CompletionEvent>;

export interface CompletionTools {
  streamChat: StreamChat;
  conversations: ConversationsState & ConversationWriter;
  providers: ProvidersState;
  settings: Settings;
  clock: Clock;
  scheduler: FrameScheduler;
  locks: Locks;
  newId: NewId;
  /** Called when an answer could not be written to disk; it stays on screen. */
  onStorageError: (error: unknown) => void;
  /** Called with a failure's words for the log; message texts are not in it. */
  onFailure: (by: string, words: string) => void;
}

/** A checkpoint about once a second, and never more than a tenth of the time. */
const CHECKPOINT_MS = 1_000;
const CHECKPOINT_SHARE = 10;

/** Runs completions: one per chat, several chats at once; they go on when another chat is opened. */
export function createCompletion(tools: CompletionTools): CompletionState {
  const { conversations, clock } = tools;
  const [running, setRunning] = createStore<Record<string, boolean>>({});
  const [waiting, setWaiting] = createStore<Record<string, number>>({});
  const gate = createRateGate(clock);
  const controllers = new Map<string, AbortController>();

  const done = (id: string) => {
    controllers.delete(id);
    setRunning(produce((all) => void delete all[id]));
  };

  /** Marks the chat as running before the first await, so that a second Enter cannot start a second answer. */
  function claim(id: string): AbortController | undefined {
    if (controllers.has(id)) return undefined;
    const controller = new AbortController();
    controllers.set(id, controller);
    setRunning(id, true);
    return controller;
  }

  async function waitForTurn(id: string, provider: Provider, signal: AbortSignal) {
    try {
      return await gate.enter(unwrap(provider), signal, (ms) => setWaiting(id, clock.now() + ms));
    } finally {
      setWaiting(produce((all) => void delete all[id]));
    }
  }

  async function run(answer: Message, model: ModelRef, controller: AbortController): Promise<void> {
    const release = tools.locks.hold(streamLock(answer.id));
    const writer = createWriter(answer, tools);
    let end: StreamEnd = { kind: 'ended' };
    try {
      const provider = tools.providers.get(model.providerId);
      if (!provider) throw new ProviderGoneError();
      const sent = await waitForTurn(answer.conversationId, provider, controller.signal);
      for await (const event of openStream(answer, provider, tools, controller.signal)) {
        if (event.type === 'usage') sent.tokens = event.promptTokens + event.completionTokens;
        writer.push(event);
      }
    } catch (error) {
      end = controller.signal.aborted
        ? { kind: 'stopped' }
        : { kind: 'failed', error: toMessageError(error) };
      if (end.kind === 'failed') tools.onFailure(model.providerLabel, failureWords(end.error));
    }
    writer.settle(end);
    // The chat is free for the next message while this one is written to disk.
    done(answer.conversationId);
    try {
      await writer.save();
    } catch (error) {
      tools.onStorageError(error);
    } finally {
      release();
    }
  }

  return {
    isRunning: (id) => running[id] === true,
    waitingUntil: (id) => waiting[id],
    stop: (id) => controllers.get(id)?.abort(),
    async send(conversationId, text, chosen) {
      const model = plain(chosen);
      const id = conversationId ?? tools.newId();
      const controller = claim(id);
      if (!controller) return id;
      try {
        if (conversationId && !conversations.isOpen(id)) await conversations.open(id);
        const parentId = conversationId ? (conversations.path(id).at(-1)?.id ?? null) : null;
        const now = clock.now();
        const question = newMessage(tools, {
          conversationId: id,
          parentId,
          role: 'user',
          text,
          now,
        });
        const answer = newAnswer(tools, {
          conversationId: id,
          parentId: question.id,
          model,
          now: now + 1,
        });
        await conversations.addTurn({ conversationId, model, messages: [question, answer] });
        void run(answer, model, controller);
      } catch (error) {
        done(id);
        throw error;
      }
      return id;
    },
    async retry(conversationId, answerId, chosen) {
      const model = plain(chosen);
      const old = conversations.message(conversationId, answerId);
      const controller = old && claim(conversationId);
      if (!old || !controller) return;
      const isEmpty = !old.text && !old.reasoning && old.toolCalls.length === 0;
      const init = { conversationId, parentId: old.parentId, model, now: clock.now() };
      const answer = newAnswer(tools, init);
      try {
        await conversations.addTurn({ conversationId, model, messages: [answer] });
      } catch (error) {
        done(conversationId);
        throw error;
      }
      void run(answer, model, controller);
      if (isEmpty) await conversations.removeMessage(conversationId, answerId);
    },
  };
}

/** A copy for the disk: what comes out of a store is a proxy, which no database can clone. */
function plain(model: ModelRef): ModelRef {
  return { ...model };
}

/** The stream of one answer. */
async function* openStream(
  answer: Message,
  provider: Provider,
  tools: CompletionTools,
  signal: AbortSignal,
): AsyncGenerator<CompletionEvent> {
  const path = tools.conversations.path(answer.conversationId).map((message) => unwrap(message));
  const before = path.slice(
    0,
    path.findIndex((message) => message.id === answer.id),
  );
  const stream = tools.conversations.get(answer.conversationId)?.stream ?? tools.settings.stream;
  const request: ChatRequest = {
    model: answer.model?.modelId ?? '',
    messages: toRequestMessages(before),
    stream,
    includeUsage: true,
  };
  const { baseUrl, apiKey } = provider;
  yield* tools.streamChat(request, {
    baseUrl,
    apiKey,
    fetch: tools.providers.fetchFor(provider),
    signal,
  });
}

function failureWords({ code, status, serverMessage, serverCode }: MessageError): string {
  return [code, status, serverCode, serverMessage].filter(Boolean).join(' · ');
}

/** A provider that is gone fails like any other error, inside the message. */
class ProviderGoneError extends Error {
  override readonly name = 'ProviderGoneError';
}

/** Queues events, applies them at the scheduler's pace, and checkpoints the record while it grows. */
function createWriter(answer: Message, tools: CompletionTools) {
  const { conversations, scheduler, clock } = tools;
  const { conversationId, id } = answer;
  let queue: CompletionEvent[] = [];
  let nextCheckpoint = clock.now() + CHECKPOINT_MS;
  let saving: Promise<void> | undefined;
  let cancelTimer: (() => void) | undefined;
  let isAhead = false;

  function flush(): void {
    const events = queue;
    if (events.length === 0) return;
    queue = [];
    const now = clock.now();
    conversations.mutate(conversationId, id, (message) => {
      for (const event of events) applyEvent(message, event, now);
    });
    isAhead = true;
    planCheckpoint(now);
  }

  /** By a timer and not with the next event: a stream may stall, and what it brought must be safe by then. */
  function planCheckpoint(now: number): void {
    cancelTimer ??= clock.after(Math.max(0, nextCheckpoint - now), () => {
      saving = checkpoint(clock.now());
    });
  }

  async function checkpoint(startedAt: number): Promise<void> {
    isAhead = false;
    try {
      await conversations.persist(conversationId, id, 'relaxed');
    } catch (error) {
      tools.onStorageError(error);
    }
    const took = clock.now() - startedAt;
    nextCheckpoint = clock.now() + Math.max(CHECKPOINT_MS, took * CHECKPOINT_SHARE);
    cancelTimer = undefined;
    if (isAhead) planCheckpoint(clock.now());
  }

  return {
    push(event: CompletionEvent): void {
      queue.push(event);
      scheduler.request(flush);
    },
    /** Applies what is still queued and gives the message its final status, in the store. */
    settle(end: StreamEnd): void {
      flush();
      cancelTimer?.();
      isAhead = false;
      const now = clock.now();
      conversations.mutate(conversationId, id, (message) => settleMessage(message, end, now));
    },
    /** Writes the settled message; throws what the repository throws. */
    async save(): Promise<void> {
      await saving;
      await conversations.persist(conversationId, id, 'strict');
    },
  };
}

interface NewMessage {
  conversationId: string;
  parentId: string | null;
  now: number;
}

function newMessage(
  tools: Pick<CompletionTools, 'newId'>,
  {
    conversationId,
    parentId,
    now,
    role,
    text,
  }: NewMessage & { role: Message['role']; text: string },
): Message {
  const id = tools.newId();
  return {
    id,
    conversationId,
    parentId,
    role,
    text,
    createdAt: now,
    reasoning: '',
    toolCalls: [],
    status: 'done',
  };
}

function newAnswer(
  tools: Pick<CompletionTools, 'newId'>,
  init: NewMessage & { model: ModelRef },
): Message {
  return {
    ...newMessage(tools, { ...init, role: 'assistant', text: '' }),
    status: 'streaming',
    model: init.model,
    timing: { startedAt: init.now },
  };
}
