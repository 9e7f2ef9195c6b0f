import { type JSX, Show } from 'solid-js';
import type { Conversation } from '../../core/chat/types';
import { createChatActions } from '../../state/chat-actions';
import { CompletionContext } from '../../state/completion';
import { InlineField } from '../../ui/InlineField';
import { Menu } from '../../ui/Menu';
import css from './ChatList.module.css';

export interface ChatRowProps {
  chat: Conversation;
  isCurrent: boolean;
  isRenaming: boolean;
  onRename: (on: boolean) => void;
}

/** A chat in the list: a link, and a menu to rename or delete it. */
export function ChatRow(props: ChatRowProps): JSX.Element {
  const completion = CompletionContext.use();
  const actions = createChatActions();
  const rename = (title: string): void => {
    props.onRename(false);
    actions.rename(props.chat.id, title);
  };
  return (
    <Show
      when={!props.isRenaming}
      fallback={
        <InlineField
          label="Title"
          value={props.chat.title}
          onDone={rename}
          onCancel={() => props.onRename(false)}
        />
      }
    >
      <div class={css['row']} data-current={props.isCurrent ? '' : undefined}>
        <a
          class={css['link']}
          href={`#/chat/${props.chat.id}`}
          title={props.chat.title}
          aria-current={props.isCurrent ? 'page' : undefined}
        >
          <span class={css['title']}>{props.chat.title}</span>
          <Show when={completion.isRunning(props.chat.id)}>
            <span class={css['running']} role="img" aria-label="answering" title="Answering" />
          </Show>
        </a>
        <span class={css['menu']}>
          <Menu
            label={`Actions for ${props.chat.title}`}
            size="small"
            items={[
              { label: 'Rename', icon: 'edit', onSelect: () => props.onRename(true) },
              {
                label: 'Delete',
                icon: 'trash',
                danger: true,
                onSelect: () => actions.remove(props.chat.id, props.isCurrent),
              },
            ]}
          />
        </span>
      </div>
    </Show>
  );
}
