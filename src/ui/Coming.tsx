import type { JSX } from 'solid-js';
import css from './Coming.module.css';
import { Spinner } from './Spinner';

export interface ComingProps {
  /** What is waited for, in the place where it will be; without it, a word in front of the page. */
  words?: string | undefined;
}

/** Stands in for what is still loaded, such as the code of a page or a dialog; seen and said once that takes a while. */
export function Coming(props: ComingProps): JSX.Element {
  return (
    <p class={css['coming']} role="status" data-floats={props.words ? undefined : ''}>
      <Spinner /> {props.words ?? 'Loading …'}
    </p>
  );
}
