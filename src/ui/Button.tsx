import { type JSX, Show, splitProps } from 'solid-js';
import css from './Button.module.css';
import { Icon } from './Icon';
import type { IconName } from './icon-paths';
import { Spinner } from './Spinner';

export type ButtonVariant = 'plain' | 'primary' | 'quiet' | 'danger';
export type ButtonSize = 'medium' | 'small';

export interface ButtonProps extends Omit<
  JSX.ButtonHTMLAttributes<HTMLButtonElement>,
  'class' | 'classList' | 'style' | 'onClick'
> {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** At work: the name and the focus stay, clicks do nothing; the spinner is seen once it takes a while. */
  busy?: boolean | undefined;
  icon?: IconName | undefined;
  /** As wide as its container. */
  wide?: boolean | undefined;
  onClick?: ((event: MouseEvent) => void) | undefined;
}

const ownProps = ['variant', 'size', 'busy', 'icon', 'wide', 'onClick', 'children'] as const;

/** A button; `type` is `button` unless given. `children` is its visible name. */
export function Button(props: ButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ownProps);
  const click = (event: MouseEvent): void => {
    // A busy submit button must not submit its form a second time.
    if (own.busy) event.preventDefault();
    else own.onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      class={css['button']}
      data-variant={own.variant ?? 'plain'}
      data-size={own.size ?? 'medium'}
      data-wide={own.wide ? '' : undefined}
      aria-busy={own.busy ? 'true' : undefined}
      aria-disabled={own.busy ? 'true' : undefined}
      onClick={click}
    >
      <Show when={own.busy}>
        <Spinner />
      </Show>
      <Show when={own.icon}>{(name) => <Icon name={name()} />}</Show>
      {own.children}
    </button>
  );
}
