import { For, type JSX, Show } from 'solid-js';
import type { QueuedQuestion } from '../../core/chat/types';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import type { Chat } from './create-chat';
import css from './Queued.module.css';

export interface QueuedProps {
  chat: Chat;
  /** Puts a question back into the composer. */
  onEdit: (question: QueuedQuestion) => void;
}

/** The questions that wait for their turn, above the composer. */
export default function Queued(props: QueuedProps): JSX.Element {
  const goesOn = (): boolean =>
    props.chat.isRunning() || props.chat.isWaiting() || props.chat.isElsewhere();
  return (
    <section class={css['queued']} aria-label="Waiting questions">
      <ol class={css['list']}>
        <For each={props.chat.queue()}>
          {(queued) => (
            <li class={css['row']}>
              <span class={css['text']} dir="auto">
                {[queued.text, ...(queued.attachments ?? []).map(({ name }) => name)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <IconButton
                size="small"
                label="Edit this question"
                icon="edit"
                onClick={() => {
                  props.onEdit(queued);
                  props.chat.unqueue(queued.id);
                }}
              />
              <IconButton
                size="small"
                label="Remove this question"
                icon="close"
                onClick={() => props.chat.unqueue(queued.id, queued.attachments)}
              />
            </li>
          )}
        </For>
      </ol>
      <Show
        when={goesOn()}
        fallback={
          <p class={css['state']}>
            The last answer was not completed.
            <Button size="small" onClick={() => props.chat.askNext()}>
              Ask now
            </Button>
          </p>
        }
      >
        <p class={css['state']}>
          {props.chat.isWaiting()
            ? 'Asked when the server is back.'
            : 'Asked when this answer is done.'}
        </p>
      </Show>
    </section>
  );
}
