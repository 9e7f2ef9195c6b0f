import { createMemo, createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js';
import type { Conversation } from '../../core/chat/types';
import { ConversationsContext } from '../../state/conversations';
import { ServicesContext } from '../../state/services';
import { LinkButton } from '../../ui/LinkButton';
import { SearchField } from '../../ui/SearchField';
import { VirtualList } from '../../ui/VirtualList';
import { ChatRow } from './ChatRow';
import { filterByTitle, historyRows } from './history-groups';
import css from './HistoryList.module.css';
import { listenForShortcuts } from './shortcuts';

export interface HistoryListProps {
  /** The chat on the page, if one is. */
  currentId?: string | undefined;
}

const ROW_PX = 36;

/** The chats by day, with a filter over their titles. */
export function HistoryList(props: HistoryListProps): JSX.Element {
  const conversations = ConversationsContext.use();
  const { clock, navigate } = ServicesContext.use();
  const [query, setQuery] = createSignal('');
  const [renaming, setRenaming] = createSignal<string>();
  let search: HTMLInputElement | undefined;

  const found = createMemo(() => filterByTitle(conversations.heads, query()));
  const rows = createMemo(() => historyRows<Conversation>(found(), clock.now()));

  onMount(() =>
    onCleanup(
      listenForShortcuts({
        newChat: () => navigate('#/'),
        search: () => search?.focus(),
        focusComposer: () =>
          document.querySelector<HTMLElement>('textarea[aria-label=Message]')?.focus(),
      }),
    ),
  );

  return (
    <div class={css['history']}>
      <div class={css['head']}>
        <LinkButton href="#/" icon="plus">
          New chat
        </LinkButton>
        <SearchField
          label="Search"
          value={query()}
          onInput={setQuery}
          ref={(element) => (search = element)}
        />
      </div>
      <Show
        when={rows().length > 0}
        fallback={
          <Show when={conversations.loaded}>
            <p class={css['empty']}>
              {query()
                ? 'No chat has these words in its title.'
                : 'Chats appear here, newest first.'}
            </p>
          </Show>
        }
      >
        <VirtualList label="Chats" items={rows()} rowHeight={ROW_PX} class={css['list']}>
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
    </div>
  );
}
