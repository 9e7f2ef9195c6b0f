import type { JSX } from 'solid-js';
import css from './ChatList.module.css';

export interface PickBoxProps {
  title: string;
  checked: boolean;
  tabindex: number;
  /** `through`: with all from the last one that was picked. */
  onPick: (on: boolean, through: boolean) => void;
}

/** A chat that can be selected; Shift with a click or Space takes all in between along. */
export function PickBox(props: PickBoxProps): JSX.Element {
  return (
    <label class={css['pick']} title={props.title}>
      <input
        type="checkbox"
        checked={props.checked}
        tabindex={props.tabindex}
        onClick={(event) => props.onPick(event.currentTarget.checked, event.shiftKey)}
      />
      <span class={css['title']}>{props.title}</span>
    </label>
  );
}
