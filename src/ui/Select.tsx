import { For, type JSX } from 'solid-js';
import css from './Field.module.css';
import { FieldFrame } from './FieldFrame';
import { Icon } from './Icon';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean | undefined;
}

export interface SelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  hint?: JSX.Element;
  error?: JSX.Element;
  hideLabel?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** A native select with a label. */
export function Select(props: SelectProps): JSX.Element {
  return (
    <FieldFrame
      label={props.label}
      hint={props.hint}
      error={props.error}
      hideLabel={props.hideLabel}
    >
      {(wiring) => (
        <div class={css['select']}>
          <select
            id={wiring.id}
            class={css['input']}
            disabled={props.disabled}
            aria-describedby={wiring.describedBy()}
            aria-invalid={wiring.invalid()}
            onChange={(event) => props.onChange(event.currentTarget.value)}
          >
            <For each={props.options}>
              {(option) => (
                <option
                  value={option.value}
                  disabled={option.disabled}
                  selected={option.value === props.value}
                >
                  {option.label}
                </option>
              )}
            </For>
          </select>
          <Icon name="chevron-down" size={16} />
        </div>
      )}
    </FieldFrame>
  );
}
