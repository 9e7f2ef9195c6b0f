import { createMemo, createSignal, For, Show } from 'solid-js';
import { total, type ChatSize } from '../../core/backup/census';
import { formatBytes, formatNumber } from '../../lib/format';
import { createChatActions } from '../../state/chat-actions';
import { ConversationsContext } from '../../state/conversations';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import type { CensusView } from './create-census';
import css from './StoragePage.module.css';

const FIRST = 5;
const MORE = 20;

/** The chats that take most, to look at or to delete. */
export function BiggestChats(props: { view: CensusView }) {
  const conversations = ConversationsContext.use();
  const actions = createChatActions();
  const [count, setCount] = createSignal(FIRST);
  let list: HTMLOListElement | undefined;

  /** A deleted chat goes, and comes back by Undo; what waits in a composer is no chat. */
  const there = createMemo(() =>
    props.view.kind === 'known'
      ? props.view.census.chats.filter(({ id }) => conversations.get(id) !== undefined)
      : [],
  );
  const shown = createMemo(() => there().slice(0, count()));

  const remove = async (id: string, index: number): Promise<void> => {
    await actions.remove([id], undefined);
    const buttons = list?.querySelectorAll('button') ?? [];
    // The focus stays in its place.
    (buttons[index] ?? buttons[index - 1])?.focus();
  };

  return (
    <Show when={there().length > 0}>
      <section class={css['section']} aria-label="Biggest chats">
        <h2 class={css['heading']}>Biggest chats</h2>
        <ol class={css['chats']} ref={list}>
          <For each={shown()}>
            {(size, index) => {
              const title = () => conversations.get(size.id)?.title ?? '';
              return (
                <li>
                  <div class={css['chat']}>
                    <a href={`#/chat/${size.id}`}>{title()}</a>
                    <p class={css['about']}>{sizeWords(size)}</p>
                  </div>
                  <IconButton
                    label={`Delete “${title()}”`}
                    icon="trash"
                    size="small"
                    onClick={() => void remove(size.id, index())}
                  />
                </li>
              );
            }}
          </For>
        </ol>
        <Show when={there().length > count()}>
          <div>
            <Button size="small" onClick={() => setCount(count() + MORE)}>
              Show more
            </Button>
          </div>
        </Show>
      </section>
    </Show>
  );
}

function sizeWords(size: ChatSize): string {
  const messages = size.messages === 1 ? '1 message' : `${formatNumber(size.messages)} messages`;
  const files =
    size.attachmentBytes > 0 ? `, attachments ${formatBytes(size.attachmentBytes)}` : '';
  return `${formatBytes(total(size))}: ${messages}${files}`;
}
