import { createEffect, createMemo, createSignal, type JSX, on, Show } from 'solid-js';
import { createChatActions } from '../../state/chat-actions';
import { createOffer } from '../../state/commands';
import { ConversationsContext } from '../../state/conversations';
import { IconButton } from '../../ui/IconButton';
import { InlineField } from '../../ui/InlineField';
import { Menu } from '../../ui/Menu';
import css from './ChatHeader.module.css';
import { ChatSettingsButton } from './ChatSettingsButton';
import type { Chat, ChatView } from './create-chat';

export interface ChatHeaderProps {
  chat: Chat;
  id: string | undefined;
}

/** What stands where a chat has no title. */
const NO_TITLE: Readonly<Record<ChatView['kind'], string>> = {
  new: 'New chat',
  open: 'New chat',
  loading: '',
  missing: 'Not found',
  failed: 'Not read',
};

/** The title of a chat, renamed in place, and what can be done with the chat as a whole. */
export function ChatHeader(props: ChatHeaderProps): JSX.Element {
  const conversations = ConversationsContext.use();
  const actions = createChatActions();
  const [renaming, setRenaming] = createSignal(false);
  const head = createMemo(() => conversations.get(props.id ?? ''));
  /** A chat in the address, still to be read: what it will have takes its room. */
  const isComing = (): boolean => !head() && props.chat.view().kind === 'loading';
  const title = (): string => head()?.title ?? NO_TITLE[props.chat.view().kind];
  createEffect(
    on(
      () => props.id,
      () => setRenaming(false),
    ),
  );

  createOffer(() => ({
    'rename-chat': head() && (() => setRenaming(true)),
  }));

  const rename = (text: string): void => {
    setRenaming(false);
    actions.rename(props.id ?? '', text);
  };
  const withId = (act: (id: string) => void): void => {
    const id = head()?.id;
    if (id !== undefined) act(id);
  };
  return (
    <header class={css['header']}>
      <Show
        when={renaming()}
        fallback={
          <h1 class={css['title']} title={title()} onDblClick={() => setRenaming(!!head())}>
            {title()}
          </h1>
        }
      >
        <div class={css['field']}>
          <InlineField
            label="Title"
            value={title()}
            onDone={rename}
            onCancel={() => setRenaming(false)}
          />
        </div>
      </Show>
      <div class={css['actions']}>
        <Show when={head() ?? isComing()}>
          <IconButton label="Rename" icon="edit" onClick={() => setRenaming(!!head())} />
        </Show>
        <ChatSettingsButton chat={props.chat} />
        <Show when={head() ?? isComing()}>
          <Menu
            label="Chat actions"
            items={[
              {
                label: 'Summarise older turns',
                icon: 'log',
                onSelect: () => withId(actions.summarise),
              },
              'separator',
              {
                label: 'Delete chat',
                icon: 'trash',
                danger: true,
                onSelect: () => withId((id) => void actions.remove([id], id)),
              },
            ]}
          />
        </Show>
      </div>
    </header>
  );
}
