import { createMemo, ErrorBoundary, type JSX, lazy, Show, Suspense } from 'solid-js';
import type { Message } from '../../core/chat/types';
import type { ModelRef } from '../../core/models/types';
import { Answer } from './Answer';
import { CompletionContext } from '../../state/completion';
import type { Chat } from './create-chat';
import { Question } from './Question';

// Most chats fit their window.
const Summary = lazy(() => import('./Summary'));

export interface EntryProps {
  id: string;
  chat: Chat;
  isLast: boolean;
  /** From 1: a screen reader hears how many messages there are, though most are not mounted. */
  position: number;
  unfolded: Set<string>;
  onFocusLost: () => void;
}

/** One message of a chat, by its id: it keeps its elements when its record is replaced. */
export function Entry(props: EntryProps): JSX.Element {
  // A deleted message is gone from the store a moment before its row is.
  const message = createMemo<Message | undefined>(
    (before) => props.chat.message(props.id) ?? before,
  );
  const completion = CompletionContext.use();
  const hasSummary = (entry: Message): boolean =>
    entry.compaction !== undefined ||
    completion.compaction(entry.conversationId)?.messageId === props.id;
  const retry = (model?: ModelRef): void => {
    props.chat.retry(props.id, model);
    props.onFocusLost();
  };
  const remove = (): void => {
    props.chat.removeMessage(props.id);
    props.onFocusLost();
  };
  const place = (): { position: number; size: number } => ({
    position: props.position,
    size: props.chat.path().length,
  });
  return (
    <Show when={message()}>
      {(entry) => (
        <Show
          when={entry().role === 'assistant'}
          fallback={
            <Question
              message={entry()}
              place={place()}
              chat={props.chat}
              canChange={!props.chat.isRunning()}
              onDelete={remove}
              onFocusLost={props.onFocusLost}
            />
          }
        >
          <Answer
            message={entry()}
            place={place()}
            chat={props.chat}
            canChange={!props.chat.isRunning()}
            isLast={props.isLast}
            unfolded={props.unfolded}
            onRetry={retry}
            onDelete={remove}
            onFocusLost={props.onFocusLost}
          />
          <Show when={hasSummary(entry())}>
            <ErrorBoundary fallback={<></>}>
              <Suspense>
                <Summary
                  message={entry()}
                  position={props.position}
                  chat={props.chat}
                  unfolded={props.unfolded}
                  onFocusLost={props.onFocusLost}
                />
              </Suspense>
            </ErrorBoundary>
          </Show>
        </Show>
      )}
    </Show>
  );
}
