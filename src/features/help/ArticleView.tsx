import { For, Show } from 'solid-js';
import type { Article } from '../../core/help/articles';
import { Page } from '../../ui/Page';
import { Links } from './Links';
import { Section } from './Section';
import { Command } from './Steps';

/** A page about Patchbay itself. */
export function ArticleView(props: { article: Article }) {
  return (
    <Page title={props.article.title} lead={<a href="#/help">Help</a>}>
      <For each={props.article.parts}>
        {(part) => (
          <Section title={part.title}>
            <Show when={part.example}>{(example) => <Command text={example()} />}</Show>
            <For each={part.text}>{(text) => <p>{text}</p>}</For>
          </Section>
        )}
      </For>
      <Links links={props.article.links} />
    </Page>
  );
}
