import { For, Show } from 'solid-js';
import { isFromFile } from '../../core/providers/page-origin';
import type { Guide, GuideAddress } from '../../core/servers/guides';
import { ServicesContext } from '../../state/services';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import css from './HelpPage.module.css';
import { Section } from './Section';
import { Command, Steps } from './Steps';

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
          <Show
            when={isFromFile(page.origin)}
            fallback={
              <>
                This page’s address is <code>{page.origin}</code>.
              </>
            }
          >
            This page was opened from a file and has no address. Servers see the origin{' '}
            <code>null</code>, as of every page from a file.
          </Show>
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
