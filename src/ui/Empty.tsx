import type { JSX } from 'solid-js';
import css from './Empty.module.css';

export interface EmptyProps {
  title: string;
  children?: JSX.Element;
  actions?: JSX.Element;
}

/** What a page shows when there is nothing yet: what belongs here, and how it gets here. */
export function Empty(props: EmptyProps): JSX.Element {
  return (
    <div class={css['empty']}>
      <h2>{props.title}</h2>
      <div class={css['words']}>{props.children}</div>
      <div class={css['actions']}>{props.actions}</div>
    </div>
  );
}
