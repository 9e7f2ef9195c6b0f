import { type JSX, splitProps } from 'solid-js';
import { Button, type ButtonProps } from './Button';
import type { IconName } from './icon-paths';

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'wide' | 'title'> {
  /** What a screen reader says and what the pointer shows. */
  label: string;
  icon: IconName;
  /** For a toggle: pressed or not; absent for a plain button. */
  pressed?: boolean | undefined;
}

/** A square button with an icon and a spoken name. */
export function IconButton(props: IconButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ['label', 'pressed', 'variant']);
  return (
    <Button
      {...rest}
      variant={own.variant ?? 'quiet'}
      data-face="icon"
      aria-label={own.label}
      title={own.label}
      aria-pressed={own.pressed}
    />
  );
}
