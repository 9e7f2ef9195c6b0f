import { createMemo, type Accessor } from 'solid-js';
import type { Conversation } from '../../../core/chat/types';
import { ConversationsContext } from '../../../state/conversations';
import type { ListActions } from '../../../state/list-actions';
import { indexOfRow, type ListControl, type Wish } from '../list-control';
import { afterPick } from './picking';

export interface Selection {
  /** The selected chats, in the order in which they were picked. */
  chats: Accessor<readonly Conversation[]>;
  areAll: Accessor<boolean>;
  arePinned: Accessor<boolean>;
  areArchived: Accessor<boolean>;
  pick(wish: Wish & { what: 'pick' }): void;
  /** All chats of the list (those of a closed group don't stand in it), or none. */
  pickAll(on: boolean): void;
  /** What is done with all of them ends the selection. */
  pin(): void;
  archive(): void;
  move(folder: string | undefined): void;
  remove(): void;
}

/** What can be done with the selected chats of a list; owned. */
export function createSelection(control: ListControl, actions: ListActions): Selection {
  const conversations = ConversationsContext.use();
  let last: string | undefined;

  const listed = (): string[] =>
    control.rows().flatMap((row) => (typeof row === 'string' ? [] : [row.id]));
  const chats = createMemo(() =>
    [...(control.picked() ?? [])].flatMap((id) => conversations.get(id) ?? []),
  );
  const arePinned = (): boolean => chats().every(({ pinned }) => pinned);
  const areArchived = (): boolean => chats().every(({ archived }) => archived);

  async function end(work: (ids: readonly string[]) => Promise<void>): Promise<void> {
    const ids = chats().map(({ id }) => id);
    const index = Math.max(0, indexOfRow(control.rows(), ids[0] ?? ''));
    control.pick(undefined);
    await work(ids);
    control.refocus('', index);
  }

  return {
    chats,
    areAll: () => chats().length > 0 && chats().length === listed().length,
    arePinned,
    areArchived,
    pick({ row, on, through }) {
      const pick = { id: row, on, from: through ? last : undefined };
      last = row;
      control.pick(afterPick(control.picked() ?? new Set(), listed(), pick));
    },
    pickAll: (on) => control.pick(new Set(on ? listed() : [])),
    pin() {
      const on = !arePinned();
      void end((ids) => actions.pin(ids, on));
    },
    archive() {
      const on = !areArchived();
      void end((ids) => actions.archive(ids, on));
    },
    move: (folder) => void end((ids) => actions.move(ids, folder)),
    remove: () => void end((ids) => actions.remove(ids, control.currentId())),
  };
}
