import { For, type JSX, Match, onMount, Show, Switch, untrack } from 'solid-js';
import { Icon } from './Icon';
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

export interface MenuPanelProps {
  id?: string | undefined;
  label: string;
  items: readonly (MenuItem | 'separator')[];
  /** What the menu belongs to: it stands beside it and gives the focus back to it. */
  anchor: HTMLElement;
  align?: 'start' | 'end' | undefined;
  /** Which entry has the focus at first; -1 is the last. */
  first?: number | undefined;
  /** It was closed, by a choice (before that is carried out), Esc, Tab or a press elsewhere. */
  onClose: () => void;
}

/** A menu of actions, open as long as it is mounted. Arrow keys, Home and End move; Esc closes and returns the focus. */
export function MenuPanel(props: MenuPanelProps): JSX.Element {
  const anchor = untrack(() => props.anchor);
  let panel!: HTMLDivElement;
  const entries = (): HTMLElement[] => [
    ...panel.querySelectorAll<HTMLElement>('[role=menuitem]:not([aria-disabled=true])'),
  ];
  const onClose = untrack(() => props.onClose);
  const close = (): void => {
    panel.hidePopover();
    anchor.focus();
  };
  const hiding = (event: Event): void => {
    if ((event as ToggleEvent).newState !== 'closed') return;
    // Not at once: what is taken out of the page while it is being hidden would lose the focus, or throw.
    queueMicrotask(() => {
      if (panel.contains(document.activeElement)) anchor.focus();
      onClose();
    });
  };
  const move = (event: KeyboardEvent): void => {
    // The key that opened it, still held down, chooses nothing.
    if (event.repeat && event.key === 'Enter') return event.preventDefault();
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
    // The focus goes home first, so that a dialog opened by the item returns it to the anchor.
    close();
    item.onSelect();
  };
  onMount(() => {
    panel.showPopover();
    placePopover(anchor, panel, props.align ?? 'end');
    entries()
      .at(props.first ?? 0)
      ?.focus();
  });
  return (
    <div
      ref={panel}
      id={props.id}
      class={css['menu']}
      role="menu"
      popover="auto"
      aria-label={props.label}
      onKeyDown={move}
      on:beforetoggle={hiding}
    >
      <For each={props.items}>{(item) => <Entry item={item} onSelect={select} />}</For>
    </div>
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
