import { createSignal, onMount, Show, Suspense, type Component } from 'solid-js';
import { unwrap } from 'solid-js/store';
import type { Provider } from '../../core/providers/types';
import { guideIdOf } from '../../core/servers/guide-id';
import { recognisedWords } from '../../core/servers/server-names';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { SafekeepingContext } from '../../state/safekeeping';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { createWork } from '../../ui/create-work';
import { AddModel } from './AddModel';
import { createCheckup } from './create-checkup';
import { LearnedFields } from './LearnedFields';
import { ProviderDoctor } from './ProviderDoctor';
import { ProviderEditor } from './ProviderEditor';
import { ProviderStatus } from './ProviderStatus';
import type { DoctorProps, ModelsTableProps } from './slots';
import { TransferSection } from './TransferSection';
import css from './providers.module.css';
import { reasonOf } from '../../lib/reason';

export interface ProviderPageProps {
  id: string;
  /** A model whose values are to be set at once. */
  modelId?: string | undefined;
  doctor: Component<DoctorProps>;
  modelsTable: Component<ModelsTableProps>;
}

/** One provider: its connection, its models with the source of every number, editing and removal. */
export default function ProviderPage(props: ProviderPageProps) {
  const providers = ProvidersContext.use();
  return (
    <Show when={providers.get(props.id)} fallback={<Missing loaded={providers.loaded} />}>
      {(provider) => <ProviderView {...props} provider={provider()} />}
    </Show>
  );
}

function Missing(props: { loaded: boolean }) {
  return (
    <Show when={props.loaded}>
      <Empty
        title="This provider is not here"
        help="#/help/moving"
        actions={<LinkButton href="#/providers">All providers</LinkButton>}
      >
        It was removed, or it belongs to another browser or address.
      </Empty>
    </Show>
  );
}

interface ProviderViewProps extends Omit<ProviderPageProps, 'id'> {
  provider: Provider;
}

function ProviderView(props: ProviderViewProps) {
  const providers = ProvidersContext.use();
  const { navigate } = ServicesContext.use();
  const notices = NoticesContext.use();
  const safekeeping = SafekeepingContext.use();
  /** As it is edited: with its keys in clear. */
  const [editing, setEditing] = createSignal<Provider>();
  const status = () => providers.status(props.provider.id);
  const refresh = (how?: 'quietly') => void providers.refresh(props.provider.id, how);
  const work = createWork<'edit'>();
  const test = createCheckup(() => props.provider);
  const editButton: { element?: HTMLElement } = {};
  const closeEditor = () => {
    setEditing();
    editButton.element?.focus();
  };

  async function edit(): Promise<void> {
    const { vault } = await safekeeping();
    setEditing(await vault.open(unwrap(props.provider)));
  }
  const toggleEditor = () => {
    if (editing()) return setEditing();
    work
      .run('edit', edit)
      .catch((error: unknown) =>
        notices.warn(`This cannot be edited now. ${reasonOf(error)}`, 'locked'),
      );
  };

  // A server that was down when it was saved is tried again each time one looks.
  onMount(() => {
    if (!props.provider.demo && status().kind === 'unknown') refresh('quietly');
  });

  async function remove(): Promise<void> {
    const { label } = props.provider;
    try {
      const undo = await providers.remove(props.provider.id);
      navigate('#/providers');
      const run = () => void undo().catch((error: unknown) => warn('did not come back', error));
      notices.show(`${label} was removed. Its chats stay.`, { label: 'Undo', run });
    } catch (error) {
      warn('was not removed', error);
    }
    function warn(what: string, error: unknown): void {
      notices.warn(`${label} ${what}. ${reasonOf(error)}`, 'storage');
    }
  }

  return (
    <section aria-label={props.provider.label}>
      <Page
        title={props.provider.label}
        lead={<Facts provider={props.provider} />}
        actions={
          <>
            <Button icon="retry" busy={status().kind === 'looking'} onClick={() => refresh()}>
              Refresh models
            </Button>
            <Show when={!props.provider.demo}>
              <Button
                icon="plug"
                busy={test.checkup() && !test.checkup()?.result}
                onClick={() => void test.run()}
              >
                Test connection
              </Button>
              <Button
                ref={(element: HTMLElement) => (editButton.element = element)}
                icon="edit"
                busy={work.is('edit')}
                aria-expanded={editing() !== undefined}
                onClick={toggleEditor}
              >
                Edit
              </Button>
            </Show>
            <Button icon="trash" variant="quiet" onClick={() => void remove()}>
              Remove
            </Button>
          </>
        }
      >
        <Show when={editing()}>
          {(provider) => <ProviderEditor provider={provider()} onDone={closeEditor} />}
        </Show>
        <ProviderDoctor
          provider={props.provider}
          doctor={props.doctor}
          checkup={test.checkup()}
          onCheckup={() => void test.run()}
          onCloseCheckup={() => test.clear()}
          onTest={() => refresh()}
        />
        <div class={css['section']}>
          <Suspense>
            <props.modelsTable providerId={props.provider.id} editedId={props.modelId} />
          </Suspense>
          <Show when={!props.provider.demo}>
            <AddModel provider={props.provider} />
          </Show>
        </div>
        <LearnedFields provider={props.provider} />
        <Show when={!props.provider.demo}>
          <TransferSection providerId={props.provider.id} />
        </Show>
      </Page>
    </section>
  );
}

function Facts(props: { provider: Provider }) {
  const providers = ProvidersContext.use();
  const headerCount = () => Object.keys(props.provider.headers ?? {}).length;
  const note = () => {
    const status = providers.status(props.provider.id);
    return status.kind === 'connected' ? status.note : undefined;
  };
  return (
    <>
      <p class={css['facts']}>
        <Show
          when={!props.provider.demo}
          fallback={
            <span>Answers from this page, so that you can look around. It is never exported.</span>
          }
        >
          <span class={css['address']}>{props.provider.baseUrl}</span>
          <span>
            key {props.provider.apiKey ? 'set' : 'none'}
            {props.provider.apiKey && props.provider.keyHeader === 'x-api-key' && ', as X-Api-Key'}
          </span>
          <Show when={headerCount()}>
            {(count) => (
              <span>{count() === 1 ? '1 extra header' : `${count()} extra headers`}</span>
            )}
          </Show>
        </Show>
        <ProviderStatus provider={props.provider} />
        <Show when={guideIdOf(props.provider)}>
          {(server) => <a href={`#/help/${server()}`}>About this server</a>}
        </Show>
      </p>
      <Show when={!props.provider.demo}>
        {/* Room for one line from the start: it comes after the list does. */}
        <p class={css['server']}>
          {props.provider.server && recognisedWords(props.provider.server)}
        </p>
      </Show>
      <Show when={note()}>{(words) => <p class={css['note']}>{words()}</p>}</Show>
    </>
  );
}
