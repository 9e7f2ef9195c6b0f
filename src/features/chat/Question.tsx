import { type JSX, Show } from 'solid-js';
import type { Message } from '../../core/chat/types';
import { IconButton } from '../../ui/IconButton';
import { CopyButton } from './CopyButton';
import css from './Message.module.css';

export interface QuestionProps {
  message: Message;
  canDelete: boolean;
  onDelete: () => void;
}

/** What a person wrote, exactly as they wrote it. */
export function Question(props: QuestionProps): JSX.Element {
  return (
    <article class={css['question']} aria-label="You" data-status={props.message.status}>
      <div class={css['bubble']} dir="auto">
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
