import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import css from './Disclosure.module.css';
import { Icon } from './Icon';

export interface DisclosureProps {
  /** Content and name of the button. */
  summary: JSX.Element;
  children: JSX.Element;
  /** When given, the caller decides and hears of clicks through `onToggle`. */
  open?: boolean | undefined;
  /** Where it starts when nobody decides. */
  startOpen?: boolean | undefined;
  onToggle?: ((open: boolean) => void) | undefined;
  /** Muted words, for what steps back behind an answer. */
  quiet?: boolean | undefined;
}

/** A button that shows and hides what follows; the content is mounted only while shown. */
export function Disclosure(props: DisclosureProps): JSX.Element {
  const id = createUniqueId();
  const [chosen, setChosen] = createSignal<boolean>();
  const open = (): boolean => props.open ?? chosen() ?? props.startOpen ?? false;
  const toggle = (): void => {
    const next = !open();
    setChosen(next);
    props.onToggle?.(next);
  };
  return (
    <div class={css['disclosure']}>
      <button
        type="button"
        id={id}
        class={css['summary']}
        data-quiet={props.quiet ? '' : undefined}
        aria-expanded={open()}
        aria-controls={open() ? `${id}-content` : undefined}
        onClick={toggle}
      >
        <Icon name="chevron-right" size={16} />
        {props.summary}
      </button>
      <Show when={open()}>
        <div id={`${id}-content`} role="group" aria-labelledby={id} class={css['content']}>
          {props.children}
        </div>
      </Show>
    </div>
  );
}
