import type { JSX } from 'solid-js';
import css from './Page.module.css';

export interface PageProps {
  title: string;
  /** A line under the title. */
  lead?: JSX.Element;
  actions?: JSX.Element;
  children: JSX.Element;
}

/** A page other than the chat: a heading, its actions, and a column of content that scrolls. */
export function Page(props: PageProps) {
  return (
    <div class={css['page']}>
      <header class={css['head']}>
        <h1 class={css['title']}>{props.title}</h1>
        <div class={css['lead']}>{props.lead}</div>
        <div class={css['actions']}>{props.actions}</div>
      </header>
      {props.children}
    </div>
  );
}
