import { createMemo, For, type JSX, onMount, Show } from 'solid-js';
import type { Message } from '../../core/chat/types';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Answer } from './Answer';
import { createAnnouncements } from './create-announcements';
import type { Chat } from './create-chat';
import type { StickToBottom } from './create-stick-to-bottom';
import { Question } from './Question';
import css from './Transcript.module.css';

export interface TranscriptProps {
  chat: Chat;
  stick: StickToBottom;
  /** Called when the button that was pressed vanishes under the focus. */
  onFocusLost: () => void;
}

/** The messages of a chat, following the newest one while the reader is at the end. */
export function Transcript(props: TranscriptProps): JSX.Element {
  const services = ServicesContext.use();
  let scroller!: HTMLDivElement;
  let column!: HTMLDivElement;

  // Ids are compared by value, so a message keeps its elements when its record is replaced.
  const ids = createMemo(() => props.chat.path().map((message) => message.id));
  const lastAnswer = createMemo(() => {
    const last = props.chat.path().at(-1);
    return last?.role === 'assistant' ? last : undefined;
  });
  const announced = createAnnouncements(() => lastAnswer(), services.clock);
  onMount(() => props.stick.attach(scroller, column));

  return (
    <div class={css['frame']}>
      <div
        ref={scroller}
        class={css['scroller']}
        role="log"
        aria-label="Conversation"
        aria-live="off"
        tabindex="0"
        data-following={props.stick.following() ? '' : undefined}
      >
        <div ref={column} class={css['column']}>
          <For each={ids()}>
            {(id) => (
              <Entry
                id={id}
                chat={props.chat}
                isLast={ids().at(-1) === id}
                onFocusLost={props.onFocusLost}
              />
            )}
          </For>
        </div>
      </div>
      <div class="visually-hidden" role="status">
        {announced()}
      </div>
      <Show when={!props.stick.following()}>
        <div class={css['pill']}>
          <Button
            size="small"
            icon="chevron-down"
            onClick={() => {
              props.stick.jump();
              props.onFocusLost();
            }}
          >
            Jump to the latest
          </Button>
        </div>
      </Show>
    </div>
  );
}

interface EntryProps {
  id: string;
  chat: Chat;
  isLast: boolean;
  onFocusLost: () => void;
}

function Entry(props: EntryProps): JSX.Element {
  // A deleted message is gone from the store a moment before its row is.
  const message = createMemo<Message | undefined>(
    (before) => props.chat.message(props.id) ?? before,
  );
  const retry = (): void => {
    props.chat.retry(props.id);
    props.onFocusLost();
  };
  const remove = (): void => {
    props.chat.removeMessage(props.id);
    props.onFocusLost();
  };
  return (
    <Show when={message()}>
      {(entry) => (
        <Show
          when={entry().role === 'assistant'}
          fallback={
            <Question message={entry()} onDelete={remove} canDelete={!props.chat.isRunning()} />
          }
        >
          <Answer
            message={entry()}
            canRetry={props.isLast && !props.chat.isRunning()}
            canDelete={!props.chat.isRunning()}
            isLast={props.isLast}
            onRetry={retry}
            onDelete={remove}
          />
        </Show>
      )}
    </Show>
  );
}
