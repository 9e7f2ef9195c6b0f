import { For, Show, type JSX } from 'solid-js';
import type { RecipeStep } from '../../core/providers/recipes';
import type { Guide, GuideAddress } from '../../core/servers/guides';
import { NoticesContext } from '../../state/notices';
import { ServicesContext } from '../../state/services';
import { CopyLine } from '../../ui/CopyLine';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import css from './HelpPage.module.css';

/** One server: its address, how it lets this page in, where its window comes from, what it does not do. */
export function GuideView(props: { guide: Guide }) {
  const { page } = ServicesContext.use();
  return (
    <Page title={props.guide.name} lead={<a href="#/help">All servers</a>}>
      <Section title={props.guide.addresses.length > 1 ? 'Addresses' : 'Address'}>
        <ul class={css['steps']}>
          <For each={props.guide.addresses}>{(address) => <Address address={address} />}</For>
        </ul>
      </Section>
      <Section title="Allow this page">
        <p>
          This page’s address is <code>{page.origin}</code>.
        </p>
        <Steps steps={props.guide.allow(page.origin)} />
      </Section>
      <Section title="Context window">
        <Steps steps={props.guide.window} />
      </Section>
      <Section title="Known limits">
        <ul class={css['limits']}>
          <For each={props.guide.limits}>{(limit) => <li>{limit}</li>}</For>
        </ul>
      </Section>
      <Show when={props.guide.ownApi}>
        {(words) => (
          <Section title="Its own API">
            <p>{words()}</p>
          </Section>
        )}
      </Show>
    </Page>
  );
}

function Section(props: { title: string; children: JSX.Element }) {
  return (
    <section class={css['section']} aria-label={props.title}>
      <h2 class={css['heading']}>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Address(props: { address: GuideAddress }) {
  const href = () => `#/providers/add?base_url=${encodeURIComponent(props.address.baseUrl)}`;
  return (
    <li>
      <Show when={props.address.name}>{(name) => <p>{name()}</p>}</Show>
      <div class={css['address']}>
        <Command text={props.address.baseUrl} />
        <LinkButton
          href={href()}
          size="small"
          variant="quiet"
          icon="plus"
          aria-label={`Add a provider at ${props.address.baseUrl}`}
        >
          Add
        </LinkButton>
      </div>
    </li>
  );
}

function Steps(props: { steps: readonly RecipeStep[] }) {
  return (
    <ul class={css['steps']}>
      <For each={props.steps}>
        {(step) => (
          <li>
            <p>{step.text}</p>
            <Show when={step.command}>{(command) => <Command text={command()} />}</Show>
          </li>
        )}
      </For>
    </ul>
  );
}

function Command(props: { text: string }) {
  const { clipboard } = ServicesContext.use();
  const notices = NoticesContext.use();
  const copy = async (text: string): Promise<boolean> => {
    const copied = await clipboard.writeText(text);
    if (!copied) {
      notices.warn('This browser does not let the page copy. Select the text and copy it by hand.');
    }
    return copied;
  };
  return <CopyLine text={props.text} copy={copy} />;
}
