import { type JSX, Show } from 'solid-js';
import type { Conversation } from '../../core/chat/types';
import { createChatActions } from '../../state/chat-actions';
import { CompletionContext } from '../../state/completion';
import { InlineField } from '../../ui/InlineField';
import css from './ChatList.module.css';
import type { ListControl, Wish } from './list-control';
import { PickBox } from './PickBox';
import { RowMenuButton } from './RowMenuButton';

export interface RowProps {
  control: ListControl;
  ask: (wish: Wish) => void;
  /** Whether Tab leads here; the other rows are reached by the arrow keys. */
  isTabStop: boolean;
  isRenaming: boolean;
  /** The row by its name, which a folder may have changed. */
  onRenamed: (row: string, byKey: boolean) => void;
}

/** A chat in the list: a link with a menu or, while some are selected, a check box. */
export function ChatRow(props: RowProps & { chat: Conversation }): JSX.Element {
  const completion = CompletionContext.use();
  const actions = createChatActions();
  const isCurrent = () => props.chat.id === props.control.currentId();
  const tabindex = () => (props.isTabStop ? 0 : -1);
  const rename = (title: string, byKey: boolean): void => {
    actions.rename(props.chat.id, title);
    props.onRenamed(props.chat.id, byKey);
  };
  return (
    <Show
      when={!props.isRenaming}
      fallback={
        <InlineField
          label="Title"
          value={props.chat.title}
          onDone={rename}
          onCancel={() => props.onRenamed(props.chat.id, true)}
        />
      }
    >
      <div class={css['row']} data-row={props.chat.id} data-current={isCurrent() ? '' : undefined}>
        <Show
          when={props.control.picked()}
          fallback={
            <>
              <a
                class={css['link']}
                href={`#/chat/${props.chat.id}`}
                title={props.chat.title}
                tabindex={tabindex()}
                aria-current={isCurrent() ? 'page' : undefined}
              >
                <span class={css['title']}>{props.chat.title}</span>
                <Show when={completion.isRunning(props.chat.id)}>
                  <span
                    class={css['running']}
                    role="img"
                    aria-label="answering"
                    title="Answering"
                  />
                </Show>
              </a>
              <RowMenuButton {...props} row={props.chat.id} name={props.chat.title} />
            </>
          }
        >
          {(picked) => (
            <PickBox
              title={props.chat.title}
              checked={picked().has(props.chat.id)}
              tabindex={tabindex()}
              onPick={(on, through) => props.ask({ what: 'pick', row: props.chat.id, on, through })}
            />
          )}
        </Show>
      </div>
    </Show>
  );
}
