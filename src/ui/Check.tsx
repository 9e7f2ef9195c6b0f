import { children, createUniqueId, type JSX, Show } from 'solid-js';
import css from './Check.module.css';

export interface CheckProps {
  label: JSX.Element;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: JSX.Element;
  disabled?: boolean | undefined;
}

/** The shared body of `Checkbox` and `Switch`: a native check box, its label beside it, its hint below. */
export function Check(props: CheckProps & { kind: 'checkbox' | 'switch' }): JSX.Element {
  const id = createUniqueId();
  const hint = children(() => props.hint);
  return (
    <div class={css['check']} data-kind={props.kind}>
      <input
        id={id}
        type="checkbox"
        role={props.kind === 'switch' ? 'switch' : undefined}
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={hint() ? `${id}-hint` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id}>{props.label}</label>
      <Show when={hint()}>
        <p id={`${id}-hint`}>{hint()}</p>
      </Show>
    </div>
  );
}
