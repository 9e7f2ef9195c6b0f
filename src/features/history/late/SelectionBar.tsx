import { createEffect, type JSX } from 'solid-js';
import { formatNumber } from '../../../lib/format';
import { IconButton } from '../../../ui/IconButton';
import type { Selection } from './create-selection';
import css from './late.module.css';

export interface SelectionBarProps {
  selection: Selection;
  onMove: () => void;
  onLeave: () => void;
}

/** How many chats are selected, and what can be done with all of them. */
export function SelectionBar(props: SelectionBarProps): JSX.Element {
  const count = (): number => props.selection.chats().length;
  const isNone = (): boolean => count() === 0;
  let all!: HTMLInputElement;
  createEffect(() => (all.indeterminate = !isNone() && !props.selection.areAll()));
  return (
    <div class={css['bar']} data-row="">
      <div class={css['all']}>
        <label>
          <input
            ref={all}
            type="checkbox"
            aria-label="Select all"
            title="Select all"
            checked={props.selection.areAll()}
            onChange={(event) => props.selection.pickAll(event.currentTarget.checked)}
          />
        </label>
        <span role="status">{formatNumber(count())} selected</span>
      </div>
      <IconButton size="small" label="Done" icon="close" onClick={() => props.onLeave()} />
      <div class={css['tools']} role="group" aria-label="Selected chats">
        <IconButton
          size="small"
          label={props.selection.arePinned() ? 'Unpin' : 'Pin'}
          icon="pin"
          disabled={isNone()}
          onClick={() => props.selection.pin()}
        />
        <IconButton
          size="small"
          label="Move to folder"
          icon="folder"
          disabled={isNone()}
          onClick={() => props.onMove()}
        />
        <IconButton
          size="small"
          label={props.selection.areArchived() ? 'Unarchive' : 'Archive'}
          icon="archive"
          disabled={isNone()}
          onClick={() => props.selection.archive()}
        />
        <IconButton
          size="small"
          label="Delete"
          icon="trash"
          disabled={isNone()}
          onClick={() => props.selection.remove()}
        />
      </div>
    </div>
  );
}
