import { For, Show } from 'solid-js';
import type { HelpLink } from '../../core/help/symptom';
import { LinkButton } from '../../ui/LinkButton';
import css from './HelpPage.module.css';

/** Where else to read, or to do something about it. */
export function Links(props: { links: readonly HelpLink[] }) {
  return (
    <Show when={props.links.length > 0}>
      <div class={css['links']}>
        <For each={props.links}>
          {(link) => <LinkButton href={link.href}>{link.label}</LinkButton>}
        </For>
      </div>
    </Show>
  );
}
