import { type JSX, Show, splitProps } from 'solid-js';
import css from './Button.module.css';
import type { ButtonSize, ButtonVariant } from './Button';
import { Icon } from './Icon';
import type { IconName } from './icon-paths';

export interface LinkButtonProps extends Omit<
  JSX.AnchorHTMLAttributes<HTMLAnchorElement>,
  'class' | 'classList' | 'style'
> {
  href: string;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  icon?: IconName | undefined;
}

/** A link that looks like a `Button`; for going somewhere, not for doing something. */
export function LinkButton(props: LinkButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ['variant', 'size', 'icon', 'children']);
  return (
    <a
      {...rest}
      class={css['button']}
      data-variant={own.variant ?? 'plain'}
      data-size={own.size ?? 'medium'}
    >
      <Show when={own.icon}>{(name) => <Icon name={name()} />}</Show>
      {own.children}
    </a>
  );
}
