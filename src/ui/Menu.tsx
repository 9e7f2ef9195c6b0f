import {
  children,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  Match,
  Show,
  Switch,
} from 'solid-js';
import { Button, type ButtonSize, type ButtonVariant } from './Button';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import type { IconName } from './icon-paths';
import css from './Menu.module.css';
import { placePopover } from './place-popover';

export interface MenuItem {
  label: string;
  icon?: IconName | undefined;
  onSelect: () => void;
  danger?: boolean | undefined;
  disabled?: boolean | undefined;
}

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
  const [open, setOpen] = createSignal(false);
  let anchor!: HTMLButtonElement;
  let panel!: HTMLDivElement;

  const entries = (): HTMLElement[] => [
    ...panel.querySelectorAll<HTMLElement>('[role=menuitem]:not([aria-disabled=true])'),
  ];
  const show = (index: number): void => {
    if (!panel.matches(':popover-open')) panel.showPopover();
    placePopover(anchor, panel, props.align ?? 'end');
    entries().at(index)?.focus();
  };
  const close = (): void => {
    panel.hidePopover();
    anchor.focus();
  };
  const openByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    show(event.key === 'ArrowUp' ? -1 : 0);
  };
  const move = (event: KeyboardEvent): void => {
    const list = entries();
    const at = list.findIndex((entry) => entry === document.activeElement);
    const next = nextIndex(event.key, at, list.length);
    if (next === undefined) {
      if (event.key === 'Tab') close();
      return;
    }
    event.preventDefault();
    list[next]?.focus();
  };
  const select = (item: MenuItem): void => {
    if (item.disabled) return;
    // The focus goes home first, so that a dialog opened by the item returns it to the button.
    close();
    item.onSelect();
  };
  // A press outside closes the popover before the click arrives; the click must not open it again.
  let pressedOpen = false;
  const click = (): void => {
    if (!pressedOpen) show(0);
    pressedOpen = false;
  };
  const wiring = {
    ref: (element: HTMLButtonElement) => (anchor = element),
    'aria-haspopup': 'menu' as const,
    'aria-controls': id,
    onKeyDown: openByKey,
    onPointerDown: () => (pressedOpen = panel.matches(':popover-open')),
    onClick: click,
  };
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
            aria-expanded={open()}
          />
        }
      >
        <Button
          {...wiring}
          aria-label={props.label}
          icon={props.icon}
          variant={props.variant ?? 'quiet'}
          size={props.size}
          aria-expanded={open()}
        >
          {face()}
          <Icon name="chevron-down" size={14} />
        </Button>
      </Show>
      <div
        ref={panel}
        id={id}
        class={css['menu']}
        role="menu"
        popover="auto"
        aria-label={props.label}
        onKeyDown={move}
        on:beforetoggle={(event) => setOpen((event as ToggleEvent).newState === 'open')}
      >
        {/* Each message has a menu: the entries are made when it opens. */}
        <Show when={open()}>
          <For each={props.items}>{(item) => <Entry item={item} onSelect={select} />}</For>
        </Show>
      </div>
    </>
  );
}

function Entry(props: {
  item: MenuItem | 'separator';
  onSelect: (item: MenuItem) => void;
}): JSX.Element {
  return (
    <Switch>
      <Match when={props.item === 'separator'}>
        <div role="separator" class={css['separator']} />
      </Match>
      <Match when={props.item !== 'separator' && props.item}>
        {(item) => (
          <button
            type="button"
            role="menuitem"
            tabindex="-1"
            class={css['item']}
            data-danger={item().danger ? '' : undefined}
            aria-disabled={item().disabled ? 'true' : undefined}
            onClick={() => props.onSelect(item())}
          >
            <Show when={item().icon}>{(name) => <Icon name={name()} />}</Show>
            {item().label}
          </button>
        )}
      </Match>
    </Switch>
  );
}

function nextIndex(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
