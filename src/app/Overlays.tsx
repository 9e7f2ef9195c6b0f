import { createMemo, type JSX, Match, Switch } from 'solid-js';
import { FolderDialog } from '../features/history/late/FolderDialog';
import { CommandPalette } from '../features/palette/CommandPalette';
import { ShortcutSheet } from '../features/palette/ShortcutSheet';
import { type Actions, createOffer } from '../state/commands';
import { ConversationsContext } from '../state/conversations';
import { createListActions } from '../state/list-actions';
import { ServicesContext } from '../state/services';
import { SettingsContext } from '../state/settings';
import { paletteCommands, shortcutGroups } from './command-table';

/** What may stand in front of any page. */
export type Overlay = 'palette' | 'shortcuts' | 'move';

export interface OverlaysProps {
  open: Overlay;
  /** The chat on the page, if one is. */
  chatId: string | undefined;
  onOpen: (overlay: Overlay | undefined) => void;
}

/** The command palette, the sheet of shortcuts, and what the palette itself can do. */
export default function Overlays(props: OverlaysProps): JSX.Element {
  const conversations = ConversationsContext.use();
  const settings = SettingsContext.use();
  const { navigate } = ServicesContext.use();
  const actions = createListActions();
  const chat = createMemo(() => conversations.get(props.chatId ?? ''));
  const close = (): void => props.onOpen(undefined);

  const goTo = (hash: string) => (): void => navigate(hash);
  const forChat = (): Actions => {
    const head = chat();
    if (!head) return {};
    const { id, pinned, archived } = head;
    return {
      'pin-chat': () => void actions.pin([id], !pinned),
      'archive-chat': () => void actions.archive([id], !archived),
      'move-chat': () => props.onOpen('move'),
      'delete-chat': () => void actions.remove([id], id),
    };
  };
  createOffer(() => ({
    providers: goTo('#/providers'),
    'add-provider': goTo('#/providers/add'),
    storage: goTo('#/storage'),
    settings: goTo('#/settings'),
    'tool-servers': goTo('#/tools'),
    log: goTo('#/log'),
    help: goTo('#/help'),
    theme: () => void settings.set('theme', isDark() ? 'light' : 'dark'),
    ...forChat(),
  }));
  const shown = createMemo(() =>
    paletteCommands({
      'pin-chat': chat()?.pinned ? 'Unpin chat' : 'Pin chat',
      'archive-chat': chat()?.archived ? 'Unarchive chat' : 'Archive chat',
      theme: isDark() ? 'Light theme' : 'Dark theme',
    }),
  );
  /** What is on screen, also where the system decides. */
  function isDark(): boolean {
    const { theme } = settings.values;
    return theme === 'system'
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : theme === 'dark';
  }
  return (
    <Switch>
      <Match when={props.open === 'palette'}>
        <CommandPalette commands={shown()} onClose={close} />
      </Match>
      <Match when={props.open === 'shortcuts'}>
        <ShortcutSheet groups={shortcutGroups(settings.values.enterSends)} onClose={close} />
      </Match>
      <Match when={props.open === 'move' && chat()} keyed>
        {(head) => (
          <FolderDialog
            count={1}
            folders={actions.folders()}
            current={head.folder}
            onMove={(folder) => void actions.move([head.id], folder)}
            onClose={close}
          />
        )}
      </Match>
    </Switch>
  );
}
