import {
  createMemo,
  ErrorBoundary,
  For,
  type JSX,
  onCleanup,
  onMount,
  Show,
  Suspense,
  untrack,
} from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { ServicesContext } from '../../state/services';
import { ToolsContext } from '../../state/tools';
import { Button } from '../../ui/Button';
import { late } from '../../ui/late';
import { createAnnouncements } from './create-announcements';
import type { Chat } from './create-chat';
import { createChatCommands } from './create-chat-commands';
import type { StickToBottom } from './create-stick-to-bottom';
import { Entry } from './Entry';
import { type ChatTarget, createFindRequest } from './find/create-find-request';
import { createReading, ReadingContext } from './reading/create-reading';
import { createCallNews } from './tools/create-call-news';
import { turnUpTo } from './tools/turn';
import css from './Transcript.module.css';
import { textOfSelection } from './window/copy-selection';
import { createKept } from './window/create-kept';
import { createMessageWindow } from './window/create-message-window';

const FindBar = late(() => import('./find/FindBar'));

export interface TranscriptProps {
  chat: Chat;
  stick: StickToBottom;
  /** Where a link leads within the chat. */
  target: ChatTarget | undefined;
  /** Called when what had the focus vanishes. */
  onFocusLost: () => void;
}

/** The messages of one chat, those near the view, following the newest one while the reader is at the end. */
export default function Transcript(props: TranscriptProps): JSX.Element {
  const services = ServicesContext.use();
  const { clock, idle } = services;
  const reading = createReading(services);
  const chat = untrack(() => props.chat);
  const stick = untrack(() => props.stick);
  let scroller!: HTMLDivElement;
  let column!: HTMLDivElement;
  let rest!: HTMLDivElement;

  const lastId = createMemo(() => chat.path().at(-1)?.id ?? '');
  const lastAnswer = createMemo(() => {
    const last = chat.message(lastId());
    return last?.role === 'assistant' ? last : undefined;
  });
  const announced = createAnnouncements(() => lastAnswer(), clock, chat.takeBegun());
  const lastTurn = createMemo(() => turnUpTo(chat.path(), chat.path().length - 1));
  const news = createCallNews(() => lastTurn(), ToolsContext.use(), clock);

  const ids = new WeakMap<Node, string>();
  const idOf = (node: Node | null): string | undefined => {
    let row = node;
    while (row && row.parentNode !== column) row = row.parentNode;
    return row ? ids.get(row) : undefined;
  };
  // A press or Tab may have scrolled to where it went.
  const kept = createKept(idOf, stick.look);
  const rows = createMessageWindow({ messages: chat.path, kept, stick, clock, idle });
  const find = createFindRequest(
    () => props.target,
    (id) => rows.show(id, scroller.clientHeight / 3),
  );
  createChatCommands(chat, () => lastAnswer(), find.open);
  /** Reasoning that was opened is open when its message comes back into view. */
  const unfolded = new Set<string>();

  const copy = (event: ClipboardEvent): void => {
    const selection = document.getSelection();
    const indexOf = (node: Node | null | undefined): number | undefined => {
      const id = idOf(node ?? null);
      return id === undefined ? undefined : rows.indexOf(id);
    };
    const text =
      selection && textOfSelection(selection, { column, messages: chat.path(), indexOf });
    if (!text) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  const press = (event: KeyboardEvent): void => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.defaultPrevented || event.altKey || event.shiftKey || isField(event.target)) return;
    if (event.key === 'a' && isCommand) document.getSelection()?.selectAllChildren(column);
    else if (event.key === 'End') stick.jump();
    else if (event.key === 'Home') rows.show(chat.path()[0]?.id ?? '', scroller.clientHeight);
    else return;
    event.preventDefault();
  };
  onMount(() => {
    // First: the rows must know of each scroll event whether the reader is at the end.
    stick.attach(scroller, column);
    rows.attach(scroller, column, rest);
    document.addEventListener('copy', copy);
  });
  onCleanup(() => document.removeEventListener('copy', copy));

  return (
    <div class={css['frame']}>
      <div
        ref={scroller}
        class={css['scroller']}
        role="log"
        aria-label="Conversation"
        aria-live="off"
        tabindex="0"
        data-following={stick.following() ? '' : undefined}
        on:keydown={press}
      >
        <div ref={column} class={css['column']}>
          <ReadingContext.Provider value={reading}>
            <For each={rows.mounted()}>
              {(id) => (
                <div
                  class={css['row']}
                  ref={(row) => {
                    ids.set(row, id);
                    rows.addRow(id, row);
                  }}
                >
                  <Entry
                    id={id}
                    chat={chat}
                    isLast={lastId() === id}
                    position={rows.indexOf(id) + 1}
                    unfolded={unfolded}
                    onFocusLost={() => props.onFocusLost()}
                  />
                </div>
              )}
            </For>
          </ReadingContext.Provider>
          <div ref={rest} />
        </div>
      </div>
      <div class="visually-hidden" role="status">
        {[news(), announced()].filter(Boolean).join(' ')}
      </div>
      <Show when={find.request()}>
        {(request) => (
          <ErrorBoundary
            fallback={
              <p class={css['broken']}>
                Find could not be loaded. <a href={helpOn('update')}>Help</a>
              </p>
            }
          >
            <Suspense>
              <FindBar
                request={request()}
                messages={chat.path()}
                revision={chat.isRunning()}
                window={rows}
                scroller={scroller}
                onClose={() => {
                  if (!find.close()) props.onFocusLost();
                }}
              />
            </Suspense>
          </ErrorBoundary>
        )}
      </Show>
      <Show when={!stick.following()}>
        <div class={css['pill']}>
          <Button
            size="small"
            icon="chevron-down"
            onClick={() => {
              stick.jump();
              props.onFocusLost();
            }}
          >
            Jump to the latest
          </Button>
        </div>
      </Show>
    </div>
  );
}

/** What has a use of its own for these keys. */
function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, [role^=menu]');
}
