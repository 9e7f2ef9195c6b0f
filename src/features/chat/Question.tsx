import { createSignal, type JSX, Show, Suspense } from 'solid-js';
import type { Message } from '../../core/chat/types';
import { IconButton } from '../../ui/IconButton';
import { late } from '../../ui/late';
import { MessageAttachments } from './attachments/MessageAttachments';
import { CopyButton } from './CopyButton';
import type { Chat } from './create-chat';
import css from './Message.module.css';
import { Versions } from './Versions';

const EditQuestion = late(() => import('./EditQuestion'));

/** Where a message stands in its chat, from 1; most of the others may not be mounted. */
export interface Place {
  position: number;
  size: number;
}

export interface QuestionProps {
  message: Message;
  place: Place;
  chat: Chat;
  /** False while an answer runs. */
  canChange: boolean;
  onDelete: () => void;
  /** What had the focus is gone. */
  onFocusLost: () => void;
}

/** What a person wrote, exactly as they wrote it. */
export function Question(props: QuestionProps): JSX.Element {
  const [editing, setEditing] = createSignal(false);
  let edit: HTMLButtonElement | undefined;
  const cancel = (): void => {
    setEditing(false);
    edit?.focus();
  };
  const send = async (text: string): Promise<boolean> => {
    const isStored = await props.chat.edit(props.message.id, text);
    if (isStored) props.onFocusLost();
    return isStored;
  };
  return (
    <article
      class={css['question']}
      aria-label="You"
      aria-posinset={props.place.position}
      aria-setsize={props.place.size}
      data-status={props.message.status}
    >
      <Show when={props.message.attachments}>
        {(attachments) => <MessageAttachments attachments={attachments()} />}
      </Show>
      <Show
        when={!editing()}
        fallback={
          <Suspense fallback={<Bubble text={props.message.text} />}>
            <EditQuestion text={props.message.text} onSend={send} onCancel={cancel} />
          </Suspense>
        }
      >
        <Show when={props.message.text}>
          <Bubble text={props.message.text} />
        </Show>
        <div class={css['beside']}>
          <div class={css['actions']}>
            <CopyButton text={props.message.text} />
            <Show when={props.canChange}>
              <IconButton
                ref={(button: HTMLButtonElement) => (edit = button)}
                size="small"
                label="Edit"
                icon="edit"
                onClick={() => setEditing(true)}
              />
              <IconButton
                size="small"
                label="Delete"
                icon="trash"
                onClick={() => props.onDelete()}
              />
            </Show>
          </div>
          <Versions id={props.message.id} chat={props.chat} onFocusLost={props.onFocusLost} />
        </div>
      </Show>
    </article>
  );
}

function Bubble(props: { text: string }): JSX.Element {
  return (
    <div class={css['bubble']} dir="auto" data-text>
      {props.text}
    </div>
  );
}
