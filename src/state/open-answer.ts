import { unwrap } from 'solid-js/store';
import type { Message } from '../core/chat/types';
import type { DialectTerms } from '../core/dialect/in-dialect';
import type { Clock } from '../core/ports';
import { connectionOf } from '../core/providers/connection';
import type { Provider } from '../core/providers/types';
import type { Settings } from '../core/settings/types';
import type { Connection } from '../protocol/openai/connection';
import type { CompletionEvent } from '../protocol/openai/events';
import type { ChatRequest } from '../protocol/openai/request';
import { buildRequest } from './build-request';
import type { ConversationsState } from './conversations';
import type { LearnTools } from './learn';
import type { ProvidersState } from './providers';

export type StreamChat = (
  request: ChatRequest,
  connection: Connection,
  terms: DialectTerms,
) => AsyncGenerator<CompletionEvent>;

export interface OpenAnswerTools extends LearnTools {
  streamChat: StreamChat;
  conversations: ConversationsState;
  providers: ProvidersState;
  settings: Settings;
  clock: Clock;
}

export interface AnswerTurn {
  answer: Message;
  /** The messages before the answer, as they were when it was asked for; the answer itself is the last when it goes on. */
  history: readonly Message[];
  goesOn?: boolean;
}

/** The stream of one answer, of a provider as a plain object. */
export async function* openAnswer(
  { answer, history, goesOn }: AnswerTurn,
  provider: Provider,
  tools: OpenAnswerTools,
  signal: AbortSignal,
): AsyncGenerator<CompletionEvent, void, undefined> {
  const request = await buildRequest({
    answer,
    history,
    provider,
    head: unwrap(tools.conversations.get(answer.conversationId)),
    settings: tools.settings,
  });
  const connection = {
    ...connectionOf(provider),
    fetch: tools.providers.fetchFor(provider),
    signal,
  };
  const ask = (asked: ChatRequest): AsyncGenerator<CompletionEvent> =>
    tools.streamChat(asked, connection, termsOf(provider, tools));
  if (!goesOn) return yield* ask(request);
  const { continued } = await import('../core/chat/continuation');
  yield* continued(answer, provider.server?.kind, (change) => ask(change(request)));
}

function termsOf(provider: Provider, tools: OpenAnswerTools): DialectTerms {
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
