import { type JSX, Show } from 'solid-js';
import type { Message } from '../../core/chat/types';
import { IconButton } from '../../ui/IconButton';
import { CopyButton } from './CopyButton';
import css from './Message.module.css';

/** Where a message stands in its chat, from 1; most of the others may not be mounted. */
export interface Place {
  position: number;
  size: number;
}

export interface QuestionProps {
  message: Message;
  place: Place;
  canDelete: boolean;
  onDelete: () => void;
}

/** What a person wrote, exactly as they wrote it. */
export function Question(props: QuestionProps): JSX.Element {
  return (
    <article
      class={css['question']}
      aria-label="You"
      aria-posinset={props.place.position}
      aria-setsize={props.place.size}
      data-status={props.message.status}
    >
      <div class={css['bubble']} dir="auto" data-text>
        {props.message.text}
      </div>
      <div class={css['actions']}>
        <CopyButton text={props.message.text} />
        <Show when={props.canDelete}>
          <IconButton size="small" label="Delete" icon="trash" onClick={() => props.onDelete()} />
        </Show>
      </div>
    </article>
  );
}
