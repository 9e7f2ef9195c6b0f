import { createUniqueId, type JSX, onCleanup } from 'solid-js';
import css from './Hint.module.css';
import { placePopover } from './place-popover';

export interface HintProps {
  /** The short visible text that the note explains. */
  children: JSX.Element;
  /** The explanation, a sentence or two without controls. */
  note: JSX.Element;
  /** Spoken name, where the visible text alone says too little. */
  label?: string | undefined;
}

/** Text with a note that appears on hover, focus and tap, and is its description for screen readers. */
export function Hint(props: HintProps): JSX.Element {
  const id = createUniqueId();
  let anchor!: HTMLButtonElement;
  let panel!: HTMLSpanElement;
  let shown: AbortController | undefined;

  const place = (): void => placePopover(anchor, panel, 'start');
  const show = (): void => {
    if (panel.matches(':popover-open')) return;
    panel.showPopover();
    place();
    shown = new AbortController();
    const listening = { capture: true, signal: shown.signal };
    // Tabbing to the anchor scrolls the page just after the focus came.
    addEventListener('scroll', place, listening);
    // A tap elsewhere does not take the focus away on every phone.
    addEventListener('pointerdown', hideFromOutside, listening);
  };
  const hide = (): void => {
    shown?.abort();
    if (panel.isConnected) panel.hidePopover();
  };
  const hideFromOutside = (event: PointerEvent): void => {
    if (!panel.parentElement?.contains(event.target as Node)) hide();
  };
  const leaveByEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !panel.matches(':popover-open')) return;
    // One press takes one thing away: not the dialog around it as well.
    event.preventDefault();
    hide();
  };
  onCleanup(hide);

  return (
    <span class={css['hint']} onMouseLeave={hide}>
      <button
        ref={anchor}
        type="button"
        class={css['anchor']}
        aria-label={props.label}
        aria-describedby={id}
        onMouseEnter={show}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={leaveByEscape}
      >
        {props.children}
      </button>
      <span ref={panel} id={id} class={css['note']} role="tooltip" popover="manual">
        {props.note}
      </span>
    </span>
  );
}
