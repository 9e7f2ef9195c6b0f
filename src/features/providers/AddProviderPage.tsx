import { createMemo, createSignal, onCleanup, Show, untrack, type Component } from 'solid-js';
import type { Diagnosis, ProbeOutcome } from '../../core/doctor/types';
import { trimKey } from '../../core/providers/api-key';
import { parseBaseUrl } from '../../core/providers/base-url';
import { presetLabel, type PresetId } from '../../core/providers/presets';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { ConnectionFields } from './ConnectionFields';
import type { DoctorProps } from './slots';
import { PresetRow } from './PresetRow';
import css from './providers.module.css';

export interface AddProviderPageProps {
  /** From a link; fills the form in and never connects by itself. */
  baseUrl: string;
  doctor: Component<DoctorProps>;
}

interface Attempt {
  /** What is being asked, for people. */
  target: string;
  result?: { outcome: ProbeOutcome; diagnosis: Diagnosis };
}

/** One form for a new provider: `Connect` asks the server, saves on success, and shows the doctor otherwise. */
export default function AddProviderPage(props: AddProviderPageProps) {
  const providers = ProvidersContext.use();
  const { navigate } = ServicesContext.use();
  const notices = NoticesContext.use();
  // A link fills the form once; what the person types afterwards is theirs.
  const [baseUrl, setBaseUrl] = createSignal(untrack(() => props.baseUrl));
  const [apiKey, setApiKey] = createSignal('');
  const [preset, setPreset] = createSignal<PresetId>();
  const [attempt, setAttempt] = createSignal<Attempt>();
  let controller: AbortController | undefined;
  onCleanup(() => controller?.abort());

  const parsed = createMemo(() => parseBaseUrl(baseUrl()));
  const isLooking = () => attempt() !== undefined && attempt()?.result === undefined;
  const draft = (input: string) => {
    const chosen = preset();
    return { input, apiKey: trimKey(apiKey()).key, ...(chosen ? { preset: chosen } : {}) };
  };

  async function connect(input: string, plainHttpAllowed: boolean): Promise<void> {
    controller?.abort();
    const own = new AbortController();
    controller = own;
    const address = parseBaseUrl(input);
    const target = address.kind === 'ok' ? new URL(address.origin).host : input;
    setAttempt({ target });
    try {
      const result = await providers.probe({ ...draft(input), plainHttpAllowed }, own.signal);
      if (result.outcome.kind === 'ok') await finish(result.outcome);
      else setAttempt({ target, result });
    } catch (error) {
      if (own.signal.aborted) return;
      setAttempt(undefined);
      notices.warn(
        `The provider could not be saved. ${error instanceof Error ? error.message : ''}`,
      );
    }
  }

  async function finish(outcome: Extract<ProbeOutcome, { kind: 'ok' }>): Promise<void> {
    const id = await providers.add(draft(outcome.baseUrl), outcome.baseUrl, outcome);
    navigate(`#/providers/${id}`);
  }

  async function saveAnyway(): Promise<void> {
    const address = parsed();
    if (address.kind !== 'ok') return;
    const outcome = attempt()?.result?.outcome;
    const settled = outcome && 'baseUrl' in outcome ? outcome.baseUrl : undefined;
    const first = settled ?? address.candidates[0] ?? baseUrl();
    const id = await providers.add(draft(first), first);
    navigate(`#/providers/${id}`);
  }

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void connect(baseUrl(), false);
  };

  return (
    <Page title="Add provider">
      <form class={css['form']} novalidate onSubmit={submit}>
        <PresetRow
          chosen={preset()}
          onChoose={(choice) => {
            setPreset(choice.id);
            if (choice.baseUrl) setBaseUrl(choice.baseUrl);
          }}
        />
        <ConnectionFields
          baseUrl={baseUrl()}
          onBaseUrl={setBaseUrl}
          apiKey={apiKey()}
          onApiKey={setApiKey}
        />
        <div class={css['row']}>
          <Button type="submit" variant="primary" busy={isLooking()}>
            Connect
          </Button>
          <LinkButton href="#/providers" variant="quiet">
            Cancel
          </LinkButton>
          <Show when={preset()}>
            {(id) => <span class="muted">Saved as {presetLabel(id())}</span>}
          </Show>
        </div>
      </form>
      <Show when={attempt()} keyed>
        {(current) => (
          <props.doctor
            diagnosis={current.result?.diagnosis}
            target={current.target}
            actions={
              <DoctorActions
                result={current.result}
                canSave={parsed().kind === 'ok'}
                onSave={() => void saveAnyway()}
                onSendAnyway={() => void connect(baseUrl(), true)}
                onUse={(address) => {
                  setBaseUrl(address);
                  setAttempt(undefined);
                }}
                onStop={() => {
                  controller?.abort();
                  setAttempt(undefined);
                }}
              />
            }
          />
        )}
      </Show>
    </Page>
  );
}

interface DoctorActionsProps {
  result: Attempt['result'];
  canSave: boolean;
  onSave: () => void;
  onSendAnyway: () => void;
  onUse: (address: string) => void;
  onStop: () => void;
}

function DoctorActions(props: DoctorActionsProps) {
  const outcome = () => props.result?.outcome;
  const movedTo = () => {
    const current = outcome();
    return current?.kind === 'redirected' ? current.to.replace(/\/models\/?$/, '') : undefined;
  };
  return (
    <Show
      when={props.result}
      fallback={
        <Button size="small" onClick={() => props.onStop()}>
          Stop looking
        </Button>
      }
    >
      <Show when={movedTo()}>
        {(address) => (
          <Button size="small" onClick={() => props.onUse(address())}>
            Use {address()}
          </Button>
        )}
      </Show>
      <Show when={outcome()?.kind === 'needs-consent'}>
        <Button size="small" onClick={() => props.onSendAnyway()}>
          Send the key unencrypted
        </Button>
      </Show>
      <Show when={props.canSave}>
        <Button size="small" onClick={() => props.onSave()}>
          Save anyway
        </Button>
      </Show>
    </Show>
  );
}
