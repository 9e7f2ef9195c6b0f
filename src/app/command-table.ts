import type { PaletteCommand } from '../features/palette/palette-entries';
import type { ShortcutGroup } from '../features/palette/ShortcutList';
import type { CommandId } from '../state/commands';
import { globalKeys } from './shortcuts';

type Words = Pick<PaletteCommand, 'label' | 'icon' | 'also'>;

/** Every command in the order of the palette. One that has no words here does not compile. */
const commandWords: Readonly<Record<CommandId, Words>> = {
  'new-chat': { label: 'New chat', icon: 'plus' },
  palette: { label: 'Commands', icon: 'prompt' },
  search: { label: 'Search all messages', icon: 'search' },
  composer: { label: 'Write a message', icon: 'edit', also: 'composer focus' },
  sidebar: { label: 'Show or hide the sidebar', icon: 'sidebar', also: 'menu collapse' },
  notice: { label: 'Go to the last notice', icon: 'info', also: 'undo toast' },
  'choose-model': { label: 'Choose model', icon: 'model', also: 'picker' },
  stop: { label: 'Stop the answer', icon: 'stop' },
  retry: { label: 'Ask again for the last answer', icon: 'retry', also: 'retry regenerate' },
  'copy-answer': { label: 'Copy the last answer', icon: 'copy' },
  find: { label: 'Find in this chat', icon: 'search' },
  'rename-chat': { label: 'Rename chat', icon: 'edit', also: 'title' },
  'pin-chat': { label: 'Pin chat', icon: 'pin' },
  'move-chat': { label: 'Move chat to folder', icon: 'folder' },
  'archive-chat': { label: 'Archive chat', icon: 'archive' },
  'delete-chat': { label: 'Delete chat', icon: 'trash', also: 'remove' },
  providers: { label: 'Go to Providers', icon: 'plug', also: 'servers connections' },
  'add-provider': { label: 'Add provider', icon: 'plus', also: 'server connect' },
  'tool-servers': { label: 'Go to Tool servers', icon: 'tool', also: 'mcp tools' },
  storage: {
    label: 'Go to Storage',
    icon: 'storage',
    also: 'backup restore space quota export move address',
  },
  settings: { label: 'Go to Settings', icon: 'settings', also: 'preferences' },
  log: { label: 'Go to Log', icon: 'log', also: 'network' },
  help: { label: 'Go to Help', icon: 'info', also: 'guide' },
  theme: { label: 'Toggle theme', icon: 'eye', also: 'toggle theme dark light' },
  shortcuts: { label: 'Keyboard shortcuts', icon: 'keyboard', also: 'keys help' },
};

const commandIds = Object.keys(commandWords) as CommandId[];

const keysOf = (id: CommandId): string[] =>
  Object.keys(globalKeys).filter((keys) => globalKeys[keys] === id);

/** What the palette shows; `labels` has words that fit better now. Itself it does not show. */
export function paletteCommands(labels: Partial<Record<CommandId, string>>): PaletteCommand[] {
  return commandIds
    .filter((id) => id !== 'palette')
    .map((id) => ({
      id,
      ...commandWords[id],
      label: labels[id] ?? commandWords[id].label,
      keys: id === 'find' ? 'Mod+F' : keysOf(id)[0],
    }));
}

/** Every key that does something, for the sheet; a test keeps watch that none is forgotten. */
export function shortcutGroups(enterSends: boolean): ShortcutGroup[] {
  return [
    {
      label: 'Everywhere',
      shortcuts: commandIds
        .map((id) => ({ keys: keysOf(id), label: commandWords[id].label }))
        .filter(({ keys }) => keys.length > 0),
    },
    {
      label: 'Writing',
      shortcuts: [
        { keys: enterSends ? ['Enter', 'Mod+Enter'] : ['Mod+Enter'], label: 'Send' },
        { keys: [enterSends ? 'Shift+Enter' : 'Enter'], label: 'New line' },
        { keys: ['ArrowUp'], label: 'The last prompt again, in an empty box; then the one before' },
        { keys: ['ArrowDown'], label: 'The prompt after it' },
        { keys: ['Escape'], label: 'Away with the recalled prompt' },
      ],
    },
    {
      label: 'In a chat',
      shortcuts: [
        { keys: ['Escape'], label: 'Stop the answer' },
        { keys: ['Mod+F'], label: 'Find in this chat; again: the browser’s own' },
        { keys: ['Enter', 'Shift+Enter'], label: 'Next, previous hit' },
        { keys: ['Home', 'End'], label: 'To the beginning, to the end' },
        { keys: ['Mod+A'], label: 'Select the whole chat' },
        { keys: ['Mod+Enter'], label: 'Send an edited question' },
      ],
    },
    {
      label: 'In the list of chats',
      shortcuts: [
        { keys: ['ArrowUp', 'ArrowDown'], label: 'Previous, next' },
        { keys: ['Home', 'End'], label: 'First, last' },
        { keys: ['Enter'], label: 'Open the chat; open or close the group' },
        { keys: ['F2'], label: 'Rename the chat or the folder' },
        { keys: ['Delete'], label: 'Delete the chat, or all that are selected' },
        { keys: ['Shift+F10', 'ContextMenu'], label: 'Menu: pin, move, archive, select' },
        { keys: ['Mod+A'], label: 'Select all' },
        { keys: [' ', 'Shift+ '], label: 'Select one, or all from the last one' },
        { keys: ['Escape'], label: 'End the selection' },
      ],
    },
    {
      label: 'In an answer shown as a tree',
      shortcuts: [
        { keys: ['ArrowUp', 'ArrowDown'], label: 'Previous, next' },
        { keys: ['ArrowRight', 'ArrowLeft'], label: 'Open and go in, close and go out' },
        { keys: ['Home', 'End'], label: 'First, last' },
        { keys: ['Enter', ' '], label: 'Open or close; show more' },
      ],
    },
    {
      label: 'Menus, lists and dialogs',
      shortcuts: [
        { keys: ['ArrowUp', 'ArrowDown'], label: 'Previous, next' },
        { keys: ['PageUp', 'PageDown'], label: 'Further up, further down' },
        { keys: ['Enter'], label: 'Choose' },
        { keys: ['Escape'], label: 'Close' },
      ],
    },
  ];
}
