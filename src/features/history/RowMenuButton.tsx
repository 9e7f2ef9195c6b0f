import type { JSX } from 'solid-js';
import { IconButton } from '../../ui/IconButton';
import css from './ChatList.module.css';
import type { Wish } from './list-control';

export interface RowMenuButtonProps {
  row: string;
  name: string;
  ask: (wish: Wish) => void;
}

/**
 * Opens the menu of a row, which loads late and then says by `aria-expanded` whether it is open. By keyboard the row's menu
 * key does, so Tab passes the button by.
 */
export function RowMenuButton(props: RowMenuButtonProps): JSX.Element {
  // A press outside closes a menu before the click arrives; the click must not open it again.
  let pressedOpen = false;
  let button!: HTMLButtonElement;
  return (
    <span class={css['menu']}>
      <IconButton
        ref={button}
        label={`Actions for ${props.name}`}
        icon="more"
        size="small"
        tabindex="-1"
        aria-haspopup="menu"
        aria-expanded="false"
        onPointerDown={() => (pressedOpen = button.ariaExpanded === 'true')}
        onClick={() => {
          if (!pressedOpen) props.ask({ what: 'menu', row: props.row, anchor: button });
          pressedOpen = false;
        }}
      />
    </span>
  );
}
