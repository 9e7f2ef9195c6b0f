import { type JSX, Show } from 'solid-js';
import css from './Empty.module.css';
import { LinkButton } from './LinkButton';

export interface EmptyProps {
  title: string;
  children?: JSX.Element;
  actions?: JSX.Element;
  /** Where there is help, for what is missing though it should be here. */
  help?: string;
}

/** What a page shows when there is nothing yet: what belongs here, and how it gets here. */
export function Empty(props: EmptyProps): JSX.Element {
  return (
    <div class={css['empty']}>
      <h2>{props.title}</h2>
      <div class={css['words']}>{props.children}</div>
      <div class={css['actions']}>
        {props.actions}
        <Show when={props.help}>
          {(href) => (
            <LinkButton variant="quiet" href={href()}>
              Help
            </LinkButton>
          )}
        </Show>
      </div>
    </div>
  );
}
