import type { JSX } from 'solid-js';
import css from './HelpPage.module.css';

/** A part of a page of the help, with its heading. */
export function Section(props: { title: string; children: JSX.Element }) {
  return (
    <section class={css['section']} aria-label={props.title}>
      <h2 class={css['heading']}>{props.title}</h2>
      {props.children}
    </section>
  );
}
