import { For, lazy, Show, Suspense } from 'solid-js';
import { secretsOf } from '../../core/providers/connection';
import type { Provider } from '../../core/providers/types';
import { formatNumber } from '../../lib/format';
import { ModelsContext } from '../../state/models';
import { ProvidersContext } from '../../state/providers';
import { Empty } from '../../ui/Empty';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { DefaultModels } from './DefaultModels';
import { HandOverSection } from './HandOverSection';
import { KeysLine } from './KeysLine';
import { ProviderStatus } from './ProviderStatus';
import { TransferSection } from './TransferSection';
import css from './providers.module.css';

const LinkedFileSection = lazy(() => import('./LinkedFileSection'));

/** All providers, the default models, and the way in and out for providers.json. */
export default function ProvidersPage() {
  const providers = ProvidersContext.use();
  const isEmpty = () => providers.loaded && providers.list.length === 0;
  return (
    <Page
      title="Providers"
      actions={
        <LinkButton href="#/providers/add" variant="primary" icon="plus">
          Add provider
        </LinkButton>
      }
    >
      <Show when={isEmpty()}>
        <Empty
          title="No provider yet"
          actions={<LinkButton href="#/help/install">What to install</LinkButton>}
        >
          A provider is a server that speaks the OpenAI API: LM Studio, Ollama, llama.cpp, vLLM or
          any other, on this computer or elsewhere. Add one that runs, or read how to get one.
        </Empty>
      </Show>
      <Show when={providers.list.length > 0}>
        <ul class={css['list']}>
          <For each={providers.list}>{(provider) => <ProviderItem provider={provider} />}</For>
        </ul>
        <DefaultModels />
      </Show>
      <Show when={providers.list.some((provider) => secretsOf(provider).length > 0)}>
        <KeysLine />
      </Show>
      <Show when={providers.loaded}>
        <TransferSection />
        <Show when={providers.list.some((provider) => !provider.demo)}>
          <HandOverSection />
        </Show>
        {/* A boundary of its own: the page must not wait for it. */}
        <Suspense>
          <LinkedFileSection />
        </Suspense>
      </Show>
    </Page>
  );
}

function ProviderItem(props: { provider: Provider }) {
  const models = ModelsContext.use();
  const count = () => models.of(props.provider.id).filter((model) => model.chat).length;
  const words = () => {
    if (count() === 0 && !props.provider.listed && !props.provider.demo)
      return 'no list of models yet';
    return count() === 1 ? '1 model' : `${formatNumber(count())} models`;
  };
  return (
    <li>
      <section class={css['item']} aria-label={props.provider.label}>
        <div>
          <h2 class={css['name']}>
            <a href={`#/providers/${props.provider.id}`}>{props.provider.label}</a>
          </h2>
          <p class={css['facts']}>
            <Show when={!props.provider.demo}>
              <span class={css['address']}>{props.provider.baseUrl}</span>
            </Show>
            <span>{words()}</span>
          </p>
        </div>
        <ProviderStatus provider={props.provider} />
      </section>
    </li>
  );
}
