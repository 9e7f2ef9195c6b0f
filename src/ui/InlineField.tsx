import type { JSX } from 'solid-js';
import css from './InlineField.module.css';

export interface InlineFieldProps {
  /** Spoken name. */
  label: string;
  value: string;
  /** By Enter, or by leaving the field: then the focus is elsewhere already. */
  onDone: (value: string, byKey: boolean) => void;
  /** By Esc. */
  onCancel: () => void;
}

/** A text box in place of the text it changes. Enter and leaving it keep what was typed, Esc drops it. */
export function InlineField(props: InlineFieldProps): JSX.Element {
  let isLeft = false;
  const press = (event: KeyboardEvent & { currentTarget: HTMLInputElement }): void => {
    if (event.isComposing) return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // The key belongs to this field, not to what the page does with it.
    event.preventDefault();
    isLeft = true;
    if (event.key === 'Enter') props.onDone(event.currentTarget.value, true);
    else props.onCancel();
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
      onBlur={(event) => !isLeft && props.onDone(event.currentTarget.value, false)}
    />
  );
}
