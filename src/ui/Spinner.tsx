import { type JSX, Show } from 'solid-js';
import css from './Spinner.module.css';

export interface SpinnerProps {
  /** What is being waited for, for screen readers; without it the spinner is decoration. */
  label?: string | undefined;
}

/** A small turning ring in the colour of the text; stands still with reduced motion. */
export function Spinner(props: SpinnerProps): JSX.Element {
  return (
    <Show when={props.label} fallback={<span class={css['spinner']} aria-hidden="true" />}>
      <span class={css['spinner']} role="img" aria-label={props.label} />
    </Show>
  );
}
