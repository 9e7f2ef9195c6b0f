import type { JSX } from 'solid-js';
import css from './Field.module.css';
import { Icon } from './Icon';

export interface SearchFieldProps {
  /** Spoken name; the magnifier stands for it on screen. */
  label: string;
  value: string;
  onInput: (value: string) => void;
  placeholder?: string | undefined;
  /** Id of the listbox that the arrow keys move through. */
  controls?: string | undefined;
  /** Id of the active option of that listbox. */
  activeId?: string | undefined;
  autofocus?: boolean | undefined;
  onFocus?: (() => void) | undefined;
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  ref?: ((element: HTMLInputElement) => void) | undefined;
}

/** A search box (role searchbox) without a visible label. */
export function SearchField(props: SearchFieldProps): JSX.Element {
  return (
    <div class={css['search']}>
      <Icon name="search" />
      <input
        ref={(element) => props.ref?.(element)}
        class={css['input']}
        type="search"
        aria-label={props.label}
        aria-controls={props.controls}
        aria-activedescendant={props.activeId}
        placeholder={props.placeholder ?? props.label}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        autofocus={props.autofocus}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onFocus={() => props.onFocus?.()}
        onKeyDown={(event) => props.onKeyDown?.(event)}
      />
    </div>
  );
}
