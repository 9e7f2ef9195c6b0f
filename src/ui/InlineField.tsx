import type { JSX } from 'solid-js';
import css from './InlineField.module.css';

export interface InlineFieldProps {
  /** Spoken name. */
  label: string;
  value: string;
  onDone: (value: string) => void;
  onCancel: () => void;
}

/** A text box in place of the text it changes. Enter and leaving it keep what was typed, Esc drops it. */
export function InlineField(props: InlineFieldProps): JSX.Element {
  let isDropped = false;
  const press = (event: KeyboardEvent & { currentTarget: HTMLInputElement }): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key !== 'Escape') return;
    // Esc belongs to this field, not to what the page does with it.
    event.preventDefault();
    isDropped = true;
    props.onCancel();
  };
  return (
    <input
      ref={(element) => queueMicrotask(() => element.select())}
      class={css['field']}
      aria-label={props.label}
      autocomplete="off"
      maxlength={200}
      value={props.value}
      onKeyDown={press}
      onBlur={(event) => !isDropped && props.onDone(event.currentTarget.value)}
    />
  );
}
