import { createSignal, type JSX, Show, Suspense, untrack } from 'solid-js';
import type { Message } from '../../core/chat/types';
import type { ModelRef } from '../../core/models/types';
import { Button } from '../../ui/Button';
import { Coming } from '../../ui/Coming';
import { IconButton } from '../../ui/IconButton';
import { Menu } from '../../ui/Menu';
import type { MenuItem } from '../../ui/MenuPanel';
import { CopyButton } from './CopyButton';
import type { Chat } from './create-chat';
import css from './Message.module.css';
import { ReadingContext } from './reading/create-reading';
import { ModelDialogContext } from './slots';

export interface AnswerActionsProps {
  message: Message;
  chat: Chat;
  /** False while an answer runs. */
  canChange: boolean;
  /** Where an answer failed or was cut, Retry stands beside the reason. */
  canRetry: boolean;
  /** Shown without a pointer over it. */
  isLast: boolean;
  /** Asks for the whole turn again; of one that has several answers, and never comes or goes. */
  onRetryTurn: (() => void) | undefined;
  onRetry: (model?: ModelRef) => void;
  onDelete: () => void;
}

/** What can be done with an answer. */
export function AnswerActions(props: AnswerActionsProps): JSX.Element {
  const ModelDialog = ModelDialogContext.use();
  const reading = ReadingContext.use();
  const [choosing, setChoosing] = createSignal(false);
  const isRead = (): boolean => reading.isReading(props.message.id);
  // Made once: an entry that changes its words while the menu is open keeps the focus.
  const items: MenuItem[] = [
    { label: 'Retry with another model', icon: 'model', onSelect: () => setChoosing(true) },
    {
      label: 'Go on in a new chat',
      icon: 'branch',
      onSelect: () => props.chat.branch(props.message.id),
    },
    // eslint-disable-next-line solid/reactivity -- called by the entry, which tracks it.
    reading.item(() => props.message),
  ];
  const onRetryTurn = untrack(() => props.onRetryTurn);
  if (onRetryTurn) {
    items.unshift({ label: 'Retry from before the tools', icon: 'retry', onSelect: onRetryTurn });
  }
  return (
    <div class={css['actions']} data-shown={props.isLast || isRead() ? '' : undefined}>
      <Show when={props.message.text}>
        <CopyButton text={props.message.text} />
      </Show>
      <Show when={props.canRetry}>
        <IconButton size="small" label="Retry" icon="retry" onClick={() => props.onRetry()} />
      </Show>
      <Show when={props.canChange}>
        <IconButton size="small" label="Delete" icon="trash" onClick={() => props.onDelete()} />
        <Menu label="More for this answer" size="small" align="start" items={items} />
      </Show>
      <Show when={isRead()}>
        <Button size="small" variant="quiet" icon="stop" onClick={() => reading.stop()}>
          Stop reading
        </Button>
      </Show>
      <Suspense fallback={<Coming />}>
        <Show when={choosing()}>
          <ModelDialog
            chosen={props.message.model}
            onChoose={(model) => props.onRetry(model)}
            onClose={() => setChoosing(false)}
          />
        </Show>
      </Suspense>
    </div>
  );
}
