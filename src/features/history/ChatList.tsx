import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import type { Conversation } from '../../core/chat/types';
import { ConversationsContext } from '../../state/conversations';
import { ServicesContext } from '../../state/services';
import { VirtualList } from '../../ui/VirtualList';
import { ChatRow } from './ChatRow';
import css from './ChatList.module.css';
import { historyRows } from './history-groups';

export interface ChatListProps {
  /** The chat on the page, if one is. */
  currentId?: string | undefined;
  /** Where the list was scrolled to. */
  place: { top: number };
}

const ROW_PX = 36;

/** The chats by day. */
export function ChatList(props: ChatListProps): JSX.Element {
  const conversations = ConversationsContext.use();
  const { clock } = ServicesContext.use();
  const [renaming, setRenaming] = createSignal<string>();
  const rows = createMemo(() => historyRows<Conversation>(conversations.heads, clock.now()));
  return (
    <Show
      when={rows().length > 0}
      fallback={
        <Show when={conversations.loaded}>
          <p class={css['empty']}>Chats appear here, newest first.</p>
        </Show>
      }
    >
      <VirtualList
        label="Chats"
        items={rows()}
        rowHeight={ROW_PX}
        class={css['list']}
        place={props.place}
      >
        {(row) => (
          <Show
            when={typeof row !== 'string' && row}
            fallback={<h2 class={css['group']}>{row as string}</h2>}
          >
            {(chat) => (
              <ChatRow
                chat={conversations.get(chat().id) ?? chat()}
                isCurrent={chat().id === props.currentId}
                isRenaming={renaming() === chat().id}
                onRename={(on) => setRenaming(on ? chat().id : undefined)}
              />
            )}
          </Show>
        )}
      </VirtualList>
    </Show>
  );
}
