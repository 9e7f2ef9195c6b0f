import type { AttachmentRepository } from '../core/attachments/types';
import type { Conversation, Message } from '../core/chat/types';
import type { DialectTerms } from '../core/dialect/in-dialect';
import type { Clock } from '../core/ports';
import { connectionOf } from '../core/providers/connection';
import type { Provider } from '../core/providers/types';
import { KeysLockedError } from '../core/sealing/locked';
import type { Settings } from '../core/settings/types';
import type { Fetch } from '../lib/fetch';
import type { Connection } from '../protocol/openai/connection';
import type { CompletionEvent } from '../protocol/openai/events';
import type { ChatRequest } from '../protocol/openai/request';
import { buildRequest } from './build-request';
import type { ConversationsState } from './conversations';
import type { LearnTools } from './learn';
import type { ToolRunner } from './tools';

export type StreamChat = (
  request: ChatRequest,
  connection: Connection,
  terms: DialectTerms,
) => AsyncGenerator<CompletionEvent>;

export interface AskTools extends LearnTools {
  streamChat: StreamChat;
  clock: Clock;
}

export interface OpenAnswerTools extends AskTools {
  conversations: ConversationsState;
  settings: Settings;
  attachments: Pick<AttachmentRepository, 'read'>;
  tools: ToolRunner;
}

export interface AnswerTurn {
  answer: Message;
  /** The messages before the answer, as they were when it was asked for; the answer itself is the last when it goes on. */
  history: readonly Message[];
  goesOn?: boolean;
  /** The head of the chat, as it was stored with the answer. */
  stored: Conversation;
  /** Called when the request has left. */
  onSent: () => void;
  /** What was asked, as soon as it is; not of one that goes on. */
  request?: ChatRequest;
}

/** The stream of one answer, of a provider as a plain object. */
export async function* openAnswer(
  turn: AnswerTurn,
  provider: Provider,
  tools: OpenAnswerTools,
  signal: AbortSignal,
): AsyncGenerator<CompletionEvent, void, undefined> {
  const { answer, history, goesOn, stored, onSent } = turn;
  if (!(await tools.providers.unlock(provider))) throw new KeysLockedError();
  const request = await buildRequest({
    answer,
    history,
    provider,
    head: stored,
    settings: tools.settings,
    attachments: tools.attachments,
    tools: tools.tools,
  });
  const ask = (asked: ChatRequest): AsyncGenerator<CompletionEvent> =>
    askProvider(asked, provider, tools, signal, onSent);
  if (!goesOn) {
    turn.request = request;
    return yield* ask(request);
  }
  const { continued } = await import('../core/chat/continuation');
  yield* continued(answer, provider.server?.kind, (change) => ask(change(request)));
}

/** The stream of a request to a provider, a plain object, in its dialect. */
export function askProvider(
  request: ChatRequest,
  provider: Provider,
  tools: AskTools,
  signal: AbortSignal,
  onSent: () => void = () => {},
): AsyncGenerator<CompletionEvent> {
  const ask = tools.providers.fetchFor(provider);
  const fetch: Fetch = (url, init) => {
    const response = ask(url, init);
    onSent();
    return response;
  };
  const connection = { ...connectionOf(provider), fetch, signal };
  return tools.streamChat(request, connection, termsOf(provider, tools));
}

function termsOf(provider: Provider, tools: AskTools): DialectTerms {
  // Copied: a store changes its objects in place, and this is about the server that is asked now.
  const { id, label, server, learned = [] } = provider;
  const asked = { id, label, ...connectionOf(provider) };
  return {
    kind: server?.kind,
    learned: [...learned],
    now: tools.clock.now,
    onLearned(lessons) {
      // What could not be stored is learned again with the next message.
      import('./learn').then(({ learn }) => learn(asked, lessons, tools)).catch(() => {});
    },
  };
}
