import { children, createUniqueId, type JSX, Show } from 'solid-js';
import css from './Field.module.css';

/** What a control inside a frame needs to be tied to its label, hint and error. */
export interface FieldWiring {
  id: string;
  describedBy(): string | undefined;
  invalid(): 'true' | undefined;
}

export interface FieldFrameProps {
  label: string;
  hint?: JSX.Element;
  error?: JSX.Element;
  hideLabel?: boolean | undefined;
  children: (wiring: FieldWiring) => JSX.Element;
}

/** Label above, control, then the error and the hint, which the control names as its description. */
export function FieldFrame(props: FieldFrameProps): JSX.Element {
  const id = createUniqueId();
  // Resolved once: a prop that holds JSX makes new elements at every read.
  const hint = children(() => props.hint);
  const error = children(() => props.error);
  const wiring: FieldWiring = {
    id,
    describedBy: () =>
      [error() && `${id}-error`, hint() && `${id}-hint`].filter(Boolean).join(' ') || undefined,
    invalid: () => (error() ? 'true' : undefined),
  };
  return (
    <div class={css['frame']}>
      <label for={id} class={props.hideLabel ? 'visually-hidden' : css['label']}>
        {props.label}
      </label>
      {props.children(wiring)}
      <Show when={error()}>
        <p id={`${id}-error`} class={css['error']}>
          {error()}
        </p>
      </Show>
      <Show when={hint()}>
        <p id={`${id}-hint`} class={css['hint']}>
          {hint()}
        </p>
      </Show>
    </div>
  );
}
