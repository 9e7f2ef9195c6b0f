import { createEffect, createMemo, createSignal, type JSX, on, Show } from 'solid-js';
import { createChatActions } from '../../state/chat-actions';
import { createOffer } from '../../state/commands';
import { ConversationsContext } from '../../state/conversations';
import { SettingsContext } from '../../state/settings';
import { IconButton } from '../../ui/IconButton';
import { InlineField } from '../../ui/InlineField';
import { Menu } from '../../ui/Menu';
import css from './ChatHeader.module.css';

export interface ChatHeaderProps {
  id: string | undefined;
  missing: boolean;
}

/** The title of a chat, renamed in place, and what can be done with the chat as a whole. */
export function ChatHeader(props: ChatHeaderProps): JSX.Element {
  const conversations = ConversationsContext.use();
  const settings = SettingsContext.use();
  const actions = createChatActions();
  const [renaming, setRenaming] = createSignal(false);
  const head = createMemo(() => conversations.get(props.id ?? ''));
  const title = (): string => head()?.title ?? (props.missing ? 'Not found' : 'New chat');
  const streams = (): boolean => head()?.stream ?? settings.values.stream;
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
      <Show when={head()}>
        {(chat) => (
          <div class={css['actions']}>
            <IconButton label="Rename" icon="edit" onClick={() => setRenaming(true)} />
            <Menu
              label="Chat actions"
              items={[
                {
                  label: streams() ? 'Turn streaming off' : 'Turn streaming on',
                  icon: 'chat',
                  onSelect: () => actions.setStream(chat().id, !streams()),
                },
                'separator',
                {
                  label: 'Delete chat',
                  icon: 'trash',
                  danger: true,
                  onSelect: () => void actions.remove([chat().id], chat().id),
                },
              ]}
            />
          </div>
        )}
      </Show>
    </header>
  );
}
