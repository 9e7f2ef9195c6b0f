import type { Conversation } from '../../../core/chat/types';
import type { ListActions } from '../../../state/list-actions';
import type { MenuItem } from '../../../ui/MenuPanel';

export interface RowMenu {
  label: string;
  items: (MenuItem | 'separator')[];
}

export interface RowMenuTools {
  actions: ListActions;
  onRename: () => void;
  onMove: () => void;
  onSelect: () => void;
  /** Does something to the row, after which the focus belongs to it, or to its place. */
  run: (work: () => Promise<void>) => void;
  /** The chat on the page, if one is. */
  currentId: string | undefined;
}

/** What can be done with a chat in the list. */
export function chatMenu(
  { id, title, pinned, archived }: Conversation,
  { actions, onRename, onMove, onSelect, run, currentId }: RowMenuTools,
): RowMenu {
  return {
    label: title,
    items: [
      { label: 'Rename', icon: 'edit', onSelect: onRename },
      {
        label: pinned ? 'Unpin' : 'Pin',
        icon: 'pin',
        onSelect: () => run(() => actions.pin([id], !pinned)),
      },
      { label: 'Move to folder', icon: 'folder', onSelect: onMove },
      {
        label: archived ? 'Unarchive' : 'Archive',
        icon: 'archive',
        onSelect: () => run(() => actions.archive([id], !archived)),
      },
      { label: 'Select', icon: 'check', onSelect },
      'separator',
      {
        label: 'Delete',
        icon: 'trash',
        danger: true,
        onSelect: () => run(() => actions.remove([id], currentId)),
      },
    ],
  };
}

/** What can be done with a folder. */
export function folderMenu(name: string, { actions, onRename, run }: RowMenuTools): RowMenu {
  return {
    label: `Folder ${name}`,
    items: [
      { label: 'Rename folder', icon: 'edit', onSelect: onRename },
      {
        label: 'Remove folder, keep its chats',
        icon: 'close',
        onSelect: () => run(() => actions.renameFolder(name, undefined)),
      },
    ],
  };
}
