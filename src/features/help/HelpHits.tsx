import { For, Show } from 'solid-js';
import type { HelpHit } from '../../core/help/search';
import { markedWords } from '../../ui/marked-words';
import css from './HelpPage.module.css';

export interface HelpHitsProps {
  hits: readonly HelpHit[];
  ref: (list: HTMLElement) => void;
}

/** What was found; the arrow keys go from one to the next. */
export function HelpHits(props: HelpHitsProps) {
  const words = () =>
    props.hits.length === 1
      ? '1 page has these words.'
      : `${props.hits.length} pages have these words.`;
  return (
    <>
      <p role="status" class={css['lead']}>
        <Show
          when={props.hits.length > 0}
          fallback="No page has these words. Fewer words find more; a part of one will do."
        >
          {words()}
        </Show>
      </p>
      <ul
        class={css['hits']}
        aria-label="Found in the help"
        ref={(element) => props.ref(element)}
        onKeyDown={step}
      >
        <For each={props.hits}>
          {(hit) => (
            <li>
              <a href={hit.href} ref={markedWords(() => hit.title)} />
              <p class={css['lead']} ref={markedWords(() => hit.snippet)} />
            </li>
          )}
        </For>
      </ul>
    </>
  );
}

function step(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const links = Array.from(event.currentTarget.querySelectorAll('a'));
  const at = links.findIndex((link) => link === document.activeElement);
  links[at + by]?.focus();
}
