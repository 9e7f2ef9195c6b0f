import { createMemo, createSignal, ErrorBoundary, type JSX, lazy, Show, Suspense } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import type { Conversation } from '../../core/chat/types';
import { ConversationsContext } from '../../state/conversations';
import { ServicesContext } from '../../state/services';
import { SettingsContext } from '../../state/settings';
import { createMedia } from '../../ui/create-media';
import { VirtualList } from '../../ui/VirtualList';
import { ChatRow } from './ChatRow';
import css from './ChatList.module.css';
import { GroupRow } from './GroupRow';
import { ARCHIVED, groupHistory, type HistoryRow } from './history-groups';
import { indexOfRow, type ListControl, nameOf, type Wish } from './list-control';

const ListHands = lazy(() => import('./late/ListHands'));

export interface ChatListProps {
  /** The chat on the page, if one is. */
  currentId?: string | undefined;
  /** Where the list was scrolled to. */
  place: { top: number };
}

type Row = HistoryRow<Conversation>;

/** The chats by pin, folder and day. Keys act on the row that has the focus; what is rarely used loads with its first use. */
export default function ChatList(props: ChatListProps): JSX.Element {
  const conversations = ConversationsContext.use();
  const settings = SettingsContext.use();
  const { clock } = ServicesContext.use();
  const isCoarse = createMedia('(pointer: coarse)');
  const [renaming, setRenaming] = createSignal<string>();
  const [focused, setFocused] = createSignal<string>();
  const [picked, pick] = createSignal<ReadonlySet<string>>();
  const [wish, ask] = createSignal<Wish>();
  const [isUnread, setUnread] = createSignal(false);
  conversations.ready.catch(() => setUnread(true));
  let frame!: HTMLDivElement;
  let focusRow: (index: number) => void;

  const isClosed = (group: string) =>
    settings.values.turnedGroups.includes(group) !== (group === ARCHIVED);
  const history = createMemo(() =>
    groupHistory<Conversation>(conversations.heads, clock.now(), isClosed),
  );
  const rows = (): readonly Row[] => history().rows;
  const turn = (group: string): void => {
    const turned = settings.values.turnedGroups;
    const others = turned.filter((name) => name !== group);
    void settings.set('turnedGroups', others.length < turned.length ? others : [...turned, group]);
  };

  const refocus = (row: string, index: number): void => {
    const { activeElement } = document;
    if (activeElement !== document.body && !frame.contains(activeElement)) return;
    if (rows().length === 0) return frame.focus();
    const now = indexOfRow(rows(), row);
    focusRow(now < 0 ? index : now);
  };
  const control: ListControl = {
    rows,
    currentId: () => props.currentId,
    picked,
    pick,
    rename: setRenaming,
    refocus,
  };
  const renamed = (row: string, byKey: boolean): void => {
    setRenaming();
    if (byKey) refocus(row, 0);
  };

  const press = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (row === undefined || event.isComposing || target.matches('input:not([type])')) return;
    const what = keyWish(event);
    if (event.key === 'F2') setRenaming(row);
    else if (what === 'menu') ask({ what, row, anchor: target });
    else if (what && (what !== 'leave' || picked())) ask({ what, row });
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={frame}
      class={css['frame']}
      tabindex="-1"
      onKeyDown={press}
      onFocusIn={({ target }) =>
        setFocused(target.closest<HTMLElement>('[data-row]')?.dataset['row'])
      }
    >
      {/* Boundaries of its own: the list neither waits nor falls for its menus. Outside of what an empty list lacks: mounted
            anew, when Undo brings the only chat back, they would grant the last wish once more. */}
      <ErrorBoundary
        fallback={
          <p class={css['empty']}>
            The menus could not be loaded. <a href={helpOn('update')}>Help</a>
          </p>
        }
      >
        <Suspense>
          <Show when={wish()}>{(wanted) => <ListHands control={control} wish={wanted()} />}</Show>
        </Suspense>
      </ErrorBoundary>
      <Show
        when={rows().length > 0}
        fallback={
          <Show when={conversations.loaded}>
            <p class={css['empty']}>
              <Show
                when={isUnread()}
                fallback="Chats appear here, newest first. Ask something to begin."
              >
                Your chats could not be read. Reload the page to try again.{' '}
                <a href={helpOn('unreadable')}>Help</a>
              </Show>
            </p>
          </Show>
        }
      >
        <VirtualList
          label="Chats"
          items={rows()}
          rowHeight={isCoarse() ? 46 : 36}
          class={css['list']}
          place={props.place}
          ref={(focus) => (focusRow = focus)}
          tabStop={(shown) =>
            shown.find((row) => nameOf(row) === focused()) ??
            shown.find((row) => nameOf(row) === props.currentId) ??
            shown.find((row) => typeof row !== 'string') ??
            shown[0]
          }
        >
          {(row, _, isTabStop) => {
            const common = {
              control,
              ask,
              get isTabStop() {
                return isTabStop();
              },
              get isRenaming() {
                return renaming() === nameOf(row);
              },
              onRenamed: renamed,
            };
            if (typeof row !== 'string')
              return <ChatRow {...common} chat={conversations.get(row.id) ?? row} />;
            return (
              <GroupRow
                {...common}
                group={row}
                count={history().counts.get(row) ?? 0}
                isOpen={!isClosed(row)}
                onTurn={() => turn(row)}
              />
            );
          }}
        </VirtualList>
      </Show>
    </div>
  );
}

function keyWish(event: KeyboardEvent): 'menu' | 'delete' | 'pick-all' | 'leave' | undefined {
  switch (event.key) {
    case 'Delete':
      return 'delete';
    case 'Escape':
      return event.shiftKey ? undefined : 'leave';
    case 'ContextMenu':
      return 'menu';
    case 'F10':
      return event.shiftKey ? 'menu' : undefined;
    default:
      return event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)
        ? 'pick-all'
        : undefined;
  }
}
