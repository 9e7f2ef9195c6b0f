import { type JSX, Show } from 'solid-js';
import { formatNumber } from '../../lib/format';
import { Icon } from '../../ui/Icon';
import css from './ChatList.module.css';
import type { RowProps } from './ChatRow';
import { FolderName } from './FolderName';
import { folderOf } from './history-groups';
import { RowMenuButton } from './RowMenuButton';

export interface GroupRowProps extends RowProps {
  group: string;
  count: number;
  isOpen: boolean;
  onTurn: () => void;
}

/** The heading of a group, which opens and closes it; that of a folder has a menu too. */
export function GroupRow(props: GroupRowProps): JSX.Element {
  const folder = () => folderOf(props.group);
  return (
    <Show
      when={!(props.isRenaming && folder())}
      fallback={<FolderName name={folder() ?? ''} onRenamed={props.onRenamed} />}
    >
      <div class={css['group']} data-row={props.group}>
        <h2>
          <button
            type="button"
            tabindex={props.isTabStop ? 0 : -1}
            aria-expanded={props.isOpen}
            onClick={() => props.onTurn()}
          >
            <Icon name={props.isOpen ? 'chevron-down' : 'chevron-right'} size={14} />
            <span class={css['title']}>{folder() ?? props.group}</span>
            <span class={css['count']}>{formatNumber(props.count)}</span>
          </button>
        </h2>
        <Show when={folder()}>
          {(name) => <RowMenuButton {...props} row={props.group} name={`folder ${name()}`} />}
        </Show>
      </div>
    </Show>
  );
}
