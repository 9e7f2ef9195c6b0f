import { createResource, For, Match, Show, Switch } from 'solid-js';
import type { NewsItem, NewsPart } from '../../core/help/changelog';
import { SafekeepingContext } from '../../state/safekeeping';
import { Page } from '../../ui/Page';
import css from './HelpPage.module.css';
import { Section } from './Section';

interface Told {
  parts: readonly NewsPart[];
  fresh: readonly string[];
}

/** What each version brought; first what the last update did, where this browser has seen one. */
export default function WhatsNew() {
  const open = SafekeepingContext.use();
  const [told] = createResource(async (): Promise<Told> => {
    const { news } = await open();
    const [parts, fresh] = await Promise.all([news.parts(), news.fresh().catch(() => [])]);
    return { parts, fresh };
  });
  const parts = () => told()?.parts ?? [];
  const isFresh = ({ id }: NewsItem) => told()?.fresh.includes(id) ?? false;
  const newest = () => parts().flatMap(({ items }) => items.filter(isFresh));
  return (
    <Page title="What is new" lead={<a href="#/help">Help</a>}>
      <Show when={newest().length > 0}>
        <Section title="Since the last update">
          <Items items={newest()} />
        </Section>
      </Show>
      <For each={parts()}>
        {(part) => (
          <Section title={part.version === 'Unreleased' ? 'This version' : part.version}>
            <Show when={part.lead}>
              <p>{part.lead}</p>
            </Show>
            <Items items={part.items.filter((item) => !isFresh(item))} />
          </Section>
        )}
      </For>
    </Page>
  );
}

function Items(props: { items: readonly NewsItem[] }) {
  return (
    <ul class={css['limits']}>
      <For each={props.items}>
        {(item) => (
          <li>
            <For each={item.pieces}>
              {(piece) => (
                <Switch fallback={piece.text}>
                  <Match when={piece.kind === 'strong'}>
                    <strong>{piece.text}</strong>
                  </Match>
                  <Match when={piece.kind === 'code'}>
                    <code>{piece.text}</code>
                  </Match>
                </Switch>
              )}
            </For>
          </li>
        )}
      </For>
    </ul>
  );
}
