import { createMemo, createSignal, For, Show } from 'solid-js';
import { articles } from '../../core/help/articles';
import { helpTexts } from '../../core/help/help-texts';
import { type HelpText, searchHelp } from '../../core/help/search';
import { symptoms } from '../../core/help/symptoms';
import { ServicesContext } from '../../state/services';
import { Page } from '../../ui/Page';
import { SearchField } from '../../ui/SearchField';
import { HelpHits } from './HelpHits';
import css from './HelpPage.module.css';
import { Section } from './Section';
import { ServerTable } from './ServerTable';

/** The search over all of the help, and what there is. */
export function HelpHome(props: { more: readonly HelpText[] }) {
  const { page, navigate } = ServicesContext.use();
  const [query, setQuery] = createSignal('');
  const texts = createMemo(() => helpTexts(page.origin, props.more));
  const hits = createMemo(() => searchHelp(texts(), query()));
  let list: HTMLElement | undefined;

  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const [first] = hits();
    if (event.key === 'Enter' && first) navigate(first.href);
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    list?.querySelector('a')?.focus();
  };
  return (
    <Page
      title="Help"
      lead={
        <p class={css['lead']}>
          How to reach a server from this page, and what to do when something does not work. All of
          it works without a network.
        </p>
      }
    >
      <div class={css['search']} role="search">
        <SearchField
          label="Search the help"
          placeholder="Search the help: cors, 401, ollama …"
          value={query()}
          onInput={setQuery}
          onKeyDown={press}
        />
      </div>
      <Show when={query().trim()} fallback={<Contents />}>
        <HelpHits hits={hits()} ref={(element) => (list = element)} />
      </Show>
    </Page>
  );
}

function Contents() {
  return (
    <>
      <ServerTable />
      <Section title="When something does not work">
        <ul class={css['list']}>
          <For each={Object.entries(symptoms)}>
            {([id, { title }]) => (
              <li>
                <a href={`#/help/symptom/${id}`}>{title}</a>
              </li>
            )}
          </For>
        </ul>
      </Section>
      <Section title="About Patchbay">
        <ul class={css['list']}>
          <li>
            <a href="#/help/install">Install a server</a>: what to choose on macOS, Windows and
            Linux.
          </li>
          <For each={articles}>
            {({ id, title, about }) => (
              <li>
                <a href={`#/help/${id}`}>{title}</a>: {about}
              </li>
            )}
          </For>
          <li>
            <a href="#/help/shortcuts">Keyboard shortcuts</a>: every key that does something.
          </li>
          <li>
            <a href="#/help/moving">Chats at another address</a>: why they are not here, and how
            they come over.
          </li>
          <li>
            <a href="#/help/new">What is new</a>: what each version brought.
          </li>
        </ul>
      </Section>
    </>
  );
}
