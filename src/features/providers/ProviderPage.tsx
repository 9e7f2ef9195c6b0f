import { createSignal, onMount, Show, type Component } from 'solid-js';
import type { Provider } from '../../core/providers/types';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { AddModel } from './AddModel';
import { ProviderEditor } from './ProviderEditor';
import { ProviderStatus } from './ProviderStatus';
import type { DoctorProps, ModelsTableProps } from './slots';
import { TransferButtons } from './TransferButtons';
import css from './providers.module.css';

export interface ProviderPageProps {
  id: string;
  doctor: Component<DoctorProps>;
  modelsTable: Component<ModelsTableProps>;
}

/** One provider: its connection, its models with the source of every number, editing and removal. */
export default function ProviderPage(props: ProviderPageProps) {
  const providers = ProvidersContext.use();
  return (
    <Show when={providers.get(props.id)} fallback={<Missing loaded={providers.loaded} />}>
      {(provider) => (
        <ProviderView provider={provider()} doctor={props.doctor} modelsTable={props.modelsTable} />
      )}
    </Show>
  );
}

function Missing(props: { loaded: boolean }) {
  return (
    <Show when={props.loaded}>
      <Empty
        title="This provider is not here"
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
  const [editing, setEditing] = createSignal(false);
  const status = () => providers.status(props.provider.id);
  const refresh = () => void providers.refresh(props.provider.id);
  const failure = () => {
    const current = status();
    return current.kind === 'failed' ? current.diagnosis : undefined;
  };

  // A server that was down when it was saved is tried again each time one looks.
  onMount(() => {
    if (!props.provider.demo && status().kind === 'unknown') refresh();
  });

  async function remove(): Promise<void> {
    const { label } = props.provider;
    const undo = await providers.remove(props.provider.id);
    navigate('#/providers');
    notices.show(`${label} was removed. Its chats stay.`, {
      label: 'Undo',
      run: () => void undo(),
    });
  }

  return (
    <section class={css['provider']} aria-label={props.provider.label}>
      <Page
        title={props.provider.label}
        lead={<Facts provider={props.provider} />}
        actions={
          <>
            <Button icon="retry" busy={status().kind === 'looking'} onClick={refresh}>
              Refresh models
            </Button>
            <Show when={!props.provider.demo}>
              <Button icon="edit" aria-expanded={editing()} onClick={() => setEditing(!editing())}>
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
          <ProviderEditor provider={props.provider} onDone={() => setEditing(false)} />
        </Show>
        <Show when={failure()} keyed>
          {(diagnosis) => (
            <props.doctor
              diagnosis={diagnosis}
              target={props.provider.baseUrl}
              actions={
                <Button size="small" icon="retry" onClick={refresh}>
                  Test again
                </Button>
              }
            />
          )}
        </Show>
        <props.modelsTable providerId={props.provider.id} />
        <Show when={!props.provider.demo}>
          <AddModel provider={props.provider} />
          <div class={css['row']}>
            <TransferButtons providerId={props.provider.id} />
          </div>
        </Show>
      </Page>
    </section>
  );
}

function Facts(props: { provider: Provider }) {
  return (
    <p class={css['facts']}>
      <Show
        when={!props.provider.demo}
        fallback={
          <span>Answers from this page, so that you can look around. It is never exported.</span>
        }
      >
        <span class={css['address']}>{props.provider.baseUrl}</span>
        <span>key {props.provider.apiKey ? 'set' : 'none'}</span>
      </Show>
      <ProviderStatus provider={props.provider} />
    </p>
  );
}
