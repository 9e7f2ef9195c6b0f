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

  const show = (): void => {
    if (panel.matches(':popover-open')) return;
    panel.showPopover();
    placePopover(anchor, panel, 'start');
    // The place is worked out once, so the note goes when its anchor moves.
    addEventListener('scroll', hide, { capture: true, once: true });
  };
  const hide = (): void => {
    removeEventListener('scroll', hide, { capture: true });
    if (panel.isConnected) panel.hidePopover();
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
        onKeyDown={(event) => event.key === 'Escape' && hide()}
      >
        {props.children}
      </button>
      <span ref={panel} id={id} class={css['note']} role="tooltip" popover="manual">
        {props.note}
      </span>
    </span>
  );
}
