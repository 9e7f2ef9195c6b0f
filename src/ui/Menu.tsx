import { children, createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { Button, type ButtonSize, type ButtonVariant } from './Button';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import type { IconName } from './icon-paths';
import { type MenuItem, MenuPanel } from './MenuPanel';

export interface MenuProps {
  /** Name of the button and of its menu. */
  label: string;
  items: readonly (MenuItem | 'separator')[];
  icon?: IconName | undefined;
  /** A visible face for the button, in place of the icon alone. */
  children?: JSX.Element;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** Which edge of the button the menu keeps to. */
  align?: 'start' | 'end' | undefined;
}

/** A button that opens a menu of actions. Arrow keys, Home and End move; Esc closes and returns the focus. */
export function Menu(props: MenuProps): JSX.Element {
  const id = createUniqueId();
  const face = children(() => props.children);
  /** The entry that has the focus at first; undefined while it is closed. */
  const [open, setOpen] = createSignal<number>();
  let anchor!: HTMLButtonElement;

  const openByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpen(event.key === 'ArrowUp' ? -1 : 0);
  };
  // A press outside closes the popover before the click arrives; the click must not open it again.
  let pressedOpen = false;
  const click = (): void => {
    if (!pressedOpen) setOpen(0);
    pressedOpen = false;
  };
  const wiring = {
    ref: (element: HTMLButtonElement) => (anchor = element),
    'aria-haspopup': 'menu' as const,
    onKeyDown: openByKey,
    onPointerDown: () => (pressedOpen = open() !== undefined),
    onClick: click,
  };
  const isOpen = (): boolean => open() !== undefined;
  return (
    <>
      <Show
        when={face()}
        fallback={
          <IconButton
            {...wiring}
            label={props.label}
            icon={props.icon ?? 'more'}
            variant={props.variant}
            size={props.size}
            aria-expanded={isOpen()}
            aria-controls={isOpen() ? id : undefined}
          />
        }
      >
        <Button
          {...wiring}
          aria-label={props.label}
          icon={props.icon}
          variant={props.variant ?? 'quiet'}
          size={props.size}
          aria-expanded={isOpen()}
          aria-controls={isOpen() ? id : undefined}
        >
          {face()}
          <Icon name="chevron-down" size={14} />
        </Button>
      </Show>
      <Show when={isOpen()}>
        <MenuPanel
          id={id}
          label={props.label}
          items={props.items}
          anchor={anchor}
          align={props.align}
          first={open()}
          onClose={() => setOpen()}
        />
      </Show>
    </>
  );
}
