import { createEffect, createSignal, type JSX, on, Show, untrack } from 'solid-js';
import { ConversationsContext } from '../../../state/conversations';
import { createListActions } from '../../../state/list-actions';
import { MenuPanel } from '../../../ui/MenuPanel';
import { folderOf } from '../history-groups';
import { indexOfRow, type ListControl, type Wish } from '../list-control';
import { createSelection } from './create-selection';
import { FolderDialog } from './FolderDialog';
import { chatMenu, folderMenu, type RowMenu } from './row-menu';
import { SelectionBar } from './SelectionBar';

export interface ListHandsProps {
  control: ListControl;
  wish: Wish;
}

/** What the chat list does not need at first: the menus of its rows, the choice of a folder, and the selection. */
export default function ListHands(props: ListHandsProps): JSX.Element {
  const conversations = ConversationsContext.use();
  const actions = createListActions();
  const control = untrack(() => props.control);
  const selection = createSelection(control, actions);
  const [menu, setMenu] = createSignal<{ anchor: HTMLElement } & RowMenu>();
  /** The chats that a folder is chosen for. */
  const [moving, setMoving] = createSignal<readonly string[]>();

  /** Runs something that may take a row away or elsewhere; the focus stays with it, or in its place. */
  async function keepingFocus(row: string, work: () => unknown): Promise<void> {
    const index = indexOfRow(control.rows(), row);
    await work();
    control.refocus(row, index);
  }
  const select = (row: string): void =>
    selection.pick({ what: 'pick', row, on: true, through: false });

  function menuOf(row: string): RowMenu | undefined {
    const tools = {
      actions,
      onRename: () => control.rename(row),
      onMove: () => setMoving([row]),
      onSelect: () => void keepingFocus(row, () => select(row)),
      run: (work: () => Promise<void>) => void keepingFocus(row, work),
      currentId: control.currentId(),
    };
    const folder = folderOf(row);
    if (folder !== undefined) return folderMenu(folder, tools);
    const chat = conversations.get(row);
    return chat && !control.picked() ? chatMenu(chat, tools) : undefined;
  }
  function openMenu(row: string, anchor: HTMLElement): void {
    const found = menuOf(row);
    if (!found) return;
    tellExpanded(anchor, true);
    setMenu({ anchor, ...found });
  }
  function remove(row: string): void {
    if (selection.chats().length > 0) selection.remove();
    else if (conversations.get(row) && !control.picked())
      void keepingFocus(row, () => actions.remove([row], control.currentId()));
  }
  function grant(wish: Wish): void {
    const { row } = wish;
    if (wish.what === 'menu') openMenu(row, wish.anchor);
    else if (wish.what === 'pick') selection.pick(wish);
    else if (wish.what === 'pick-all') void keepingFocus(row, () => selection.pickAll(true));
    else if (wish.what === 'leave') void keepingFocus(row, () => control.pick(undefined));
    else remove(row);
  }
  createEffect(on(() => props.wish, grant));

  const folderOfAll = (ids: readonly string[]): string | undefined => {
    const names = new Set(ids.map((id) => conversations.get(id)?.folder));
    return names.size === 1 ? [...names][0] : undefined;
  };
  const move = ([row = '', ...others]: readonly string[], folder: string | undefined): void => {
    if (control.picked()) selection.move(folder);
    else void keepingFocus(row, () => actions.move([row, ...others], folder));
  };
  return (
    <>
      <Show when={control.picked()}>
        <SelectionBar
          selection={selection}
          onMove={() => setMoving(selection.chats().map(({ id }) => id))}
          onLeave={() => void keepingFocus('', () => control.pick(undefined))}
        />
      </Show>
      <Show when={menu()} keyed>
        {(open) => (
          <MenuPanel
            label={open.label}
            anchor={open.anchor}
            items={open.items}
            onClose={() => {
              setMenu((now) => (now === open ? undefined : now));
              tellExpanded(open.anchor, false);
            }}
          />
        )}
      </Show>
      <Show when={moving()} keyed>
        {(ids) => (
          <FolderDialog
            count={ids.length}
            folders={actions.folders()}
            current={folderOfAll(ids)}
            onMove={(folder) => move(ids, folder)}
            onClose={() => setMoving()}
          />
        )}
      </Show>
    </>
  );
}

/** The button of a row says whether its menu is open; a row itself, whose menu was opened by a key, does not. */
function tellExpanded(anchor: HTMLElement, isExpanded: boolean): void {
  if (anchor.ariaHasPopup) anchor.ariaExpanded = String(isExpanded);
}
