import { createSignal, type JSX, Show, Suspense } from 'solid-js';
import { countSet } from '../../core/library/setup';
import { Coming } from '../../ui/Coming';
import { IconButton } from '../../ui/IconButton';
import { late } from '../../ui/late';
import css from './ChatHeader.module.css';
import type { Chat } from './create-chat';

const ChatSettingsDialog = late(() => import('./settings/ChatSettingsDialog'));
const fetchAhead = (): void => void ChatSettingsDialog.preload();

/** Opens what a chat asks for beside its messages; a dot tells that something is set. */
export function ChatSettingsButton(props: { chat: Chat }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const set = (): number => countSet(props.chat.setup());
  return (
    <span
      class={css['opener']}
      data-set={set() > 0 ? '' : undefined}
      onPointerEnter={fetchAhead}
      onFocusIn={fetchAhead}
    >
      <IconButton
        label={set() > 0 ? `Chat settings, ${set()} set` : 'Chat settings'}
        icon="settings"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      />
      {/* A boundary of its own: the page must not wait for the dialog's code. */}
      <Suspense fallback={<Coming />}>
        <Show when={open()}>
          <ChatSettingsDialog chat={props.chat} onClose={() => setOpen(false)} />
        </Show>
      </Suspense>
    </span>
  );
}
