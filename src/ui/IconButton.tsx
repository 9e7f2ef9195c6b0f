import { type JSX, Show } from 'solid-js';
import type { ButtonSize, ButtonVariant } from './Button';
import css from './Button.module.css';
import { Icon } from './Icon';
import type { IconName } from './icon-paths';
import { Spinner } from './Spinner';

export interface IconButtonProps extends Pick<
  JSX.ButtonHTMLAttributes<HTMLButtonElement>,
  | 'ref'
  | 'disabled'
  | 'tabindex'
  | 'aria-controls'
  | 'aria-describedby'
  | 'aria-expanded'
  | 'aria-haspopup'
> {
  /** What a screen reader says and what the pointer shows. */
  label: string;
  icon: IconName;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** As a Button's. */
  busy?: boolean | undefined;
  /** For a toggle: pressed or not; absent for a plain button. */
  pressed?: boolean | undefined;
  onClick?: ((event: MouseEvent) => void) | undefined;
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  onPointerDown?: (() => void) | undefined;
}

/**
 * A square button with an icon and a spoken name. It names its attributes one by one: chats have some hundred of these, and
 * with the rest of the props spread, as in a Button, what can be done with the answers of a view took twice as long to draw.
 */
export function IconButton(props: IconButtonProps): JSX.Element {
  const click = (event: MouseEvent): void => {
    if (props.busy) event.preventDefault();
    else props.onClick?.(event);
  };
  return (
    <button
      ref={props.ref}
      type="button"
      class={css['button']}
      data-face="icon"
      data-variant={props.variant ?? 'quiet'}
      data-size={props.size ?? 'medium'}
      disabled={props.disabled}
      tabindex={props.tabindex}
      title={props.label}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-controls={props['aria-controls']}
      aria-describedby={props['aria-describedby']}
      aria-expanded={props['aria-expanded']}
      aria-haspopup={props['aria-haspopup']}
      aria-busy={props.busy ? 'true' : undefined}
      aria-disabled={props.busy ? 'true' : undefined}
      onClick={click}
      onKeyDown={(event) => props.onKeyDown?.(event)}
      onPointerDown={() => props.onPointerDown?.()}
    >
      <Show when={props.busy}>
        <Spinner />
      </Show>
      <Icon name={props.icon} />
    </button>
  );
}
