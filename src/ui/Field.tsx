import { type JSX, mergeProps, Show, splitProps } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import css from './Field.module.css';
import { FieldFrame, type FieldWiring } from './FieldFrame';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

export interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | undefined;
  multiline?: boolean | undefined;
  rows?: number | undefined;
  mono?: boolean | undefined;
  hint?: JSX.Element;
  error?: JSX.Element;
  /** A small control beside the input, an IconButton for instance. */
  end?: JSX.Element;
  hideLabel?: boolean | undefined;
  placeholder?: string | undefined;
  autocomplete?: string | undefined;
  inputmode?: 'text' | 'url' | 'numeric' | 'decimal' | undefined;
  name?: string | undefined;
  autofocus?: boolean | undefined;
  disabled?: boolean | undefined;
  readonly?: boolean | undefined;
  ref?: ((element: TextControl) => void) | undefined;
  onBlur?: (() => void) | undefined;
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
}

const nativeProps = [
  'placeholder',
  'autocomplete',
  'inputmode',
  'name',
  'autofocus',
  'disabled',
  'readonly',
  'ref',
  'onKeyDown',
  'onBlur',
] as const;

/** A labelled text control. Nothing is validated natively: the caller hands in `error`. */
export function Field(props: FieldProps): JSX.Element {
  const [native, own] = splitProps(props, nativeProps);
  const shared = mergeProps({ autocomplete: 'off' }, native);
  const control = (wiring: FieldWiring): JSX.Element => (
    <Dynamic
      component={own.multiline ? 'textarea' : 'input'}
      {...shared}
      id={wiring.id}
      class={css['input']}
      type={own.multiline ? undefined : (own.type ?? 'text')}
      rows={own.multiline ? (own.rows ?? 4) : undefined}
      value={own.value}
      data-mono={own.mono ? '' : undefined}
      spellcheck={own.multiline && !own.mono ? undefined : false}
      autocapitalize="none"
      aria-describedby={wiring.describedBy()}
      aria-invalid={wiring.invalid()}
      onInput={(event: InputEvent & { currentTarget: TextControl }) =>
        own.onInput(event.currentTarget.value)
      }
    />
  );
  return (
    <FieldFrame label={own.label} hint={own.hint} error={own.error} hideLabel={own.hideLabel}>
      {(wiring) => (
        <div class={css['row']}>
          {control(wiring)}
          <Show when={own.end}>
            <div class={css['end']}>{own.end}</div>
          </Show>
        </div>
      )}
    </FieldFrame>
  );
}
