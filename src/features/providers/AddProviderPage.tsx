import { createMemo, createSignal, onMount, Show, untrack, type Component } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import type { Diagnosis } from '../../core/doctor/types';
import { trimKey } from '../../core/providers/api-key';
import { parseBaseUrl } from '../../core/providers/base-url';
import { linkedLabel } from '../../core/providers/linked-label';
import { type PresetId } from '../../core/providers/preset-id';
import { presetLabel, presets, type Preset } from '../../core/providers/presets';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { SafekeepingContext } from '../../state/safekeeping';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { LinkButton } from '../../ui/LinkButton';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';

import { advancedOf, readAdvanced, type Advanced } from './advanced';
import { ConnectDoctor } from './ConnectDoctor';
import { ConnectionFields } from './ConnectionFields';
import { createConnect, type Found } from './create-connect';
import { DoctorActions } from './DoctorActions';
import { FindServers } from './FindServers';
import { focusField } from './focus';
import { PresetRow } from './PresetRow';
import { trimmedWords } from './trimmed-words';
import type { DoctorProps } from './slots';
import css from './providers.module.css';
import { reasonOf } from '../../lib/reason';

export interface AddProviderPageProps {
  /** From a link; fills the form in and never connects by itself. */
  baseUrl: string;
  /** The name of the provider, from a link; a preset that is chosen has its own. */
  label: string;
  doctor: Component<DoctorProps>;
}

/** A link may be longer than a form can show. */
const MOST_LINKED = 2000;

/** One form for a new provider: `Connect` asks the server, saves on success, and shows the doctor otherwise. */
export default function AddProviderPage(props: AddProviderPageProps) {
  const providers = ProvidersContext.use();
  const { navigate } = ServicesContext.use();
  const notices = NoticesContext.use();
  const safekeeping = SafekeepingContext.use();
  // A link fills the form once; what the person types afterwards is theirs.
  const [baseUrl, setBaseUrl] = createSignal(untrack(() => props.baseUrl.slice(0, MOST_LINKED)));
  const label = untrack(() => linkedLabel(props.label));
  const name = () => {
    const chosen = preset();
    return chosen ? presetLabel(chosen) : label;
  };
  const [apiKey, setApiKey] = createSignal('');
  const [advanced, setAdvanced] = createSignal(advancedOf({}));
  const [preset, setPreset] = createSignal<PresetId>();
  const [refused, setRefused] = createSignal('');
  const fields: { url?: HTMLElement; key?: HTMLElement } = {};
  let report: HTMLDivElement | undefined;
  onMount(() => focusField(fields.url));

  const parsed = createMemo(() => parseBaseUrl(baseUrl()));
  const draft = (input: string) => {
    const chosen = preset();
    const { headers } = readAdvanced(advanced(), apiKey());
    return {
      input,
      apiKey: trimKey(apiKey()).key,
      keyHeader: advanced().keyHeader,
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
      ...(chosen ? { preset: chosen } : label ? { label } : {}),
    };
  };

  async function finish({ outcome, examination, byWatching }: Found): Promise<void> {
    const note = trimmedWords({ input: baseUrl(), apiKey: apiKey() });
    const more = { note, ...(byWatching && { mended: examination }) };
    const id = await providers.add(draft(outcome.baseUrl), outcome.baseUrl, outcome, more);
    navigate(`#/providers/${id}`);
    // A key that is kept is something to lose.
    if (apiKey()) void suggestProtection().catch(() => {});
  }
  const suggestProtection = async () => (await safekeeping()).protection.suggest();
  const connect = createConnect(finish);

  async function ask(plainHttpAllowed: boolean): Promise<void> {
    const { problem } = readAdvanced(advanced(), apiKey());
    setRefused(problem ?? '');
    // It is said below the field as well, but that may be folded.
    if (problem) return connect.clear();
    const diagnosis = await connect.run({ ...draft(baseUrl()), plainHttpAllowed });
    if (!diagnosis) return;
    focusField(faultyField(diagnosis));
    report?.scrollIntoView({ block: 'nearest' });
  }

  /** The field that is to be corrected; otherwise the focus stays where it is. */
  function faultyField({ cause }: Diagnosis): HTMLElement | undefined {
    if (cause === 'invalid-url') return trimKey(apiKey()).problem ? fields.key : fields.url;
    return cause === 'unauthorized' ? fields.key : undefined;
  }

  async function saveAnyway(): Promise<void> {
    const address = parsed();
    if (address.kind !== 'ok') return;
    const outcome = connect.attempt()?.result?.outcome;
    connect.clear();
    const settled = outcome && 'baseUrl' in outcome ? outcome.baseUrl : undefined;
    const first = settled ?? address.candidates[0] ?? baseUrl();
    // Nobody agreed to send the key over plain http.
    const secret = outcome?.kind === 'needs-consent' ? { apiKey: '', headers: {} } : {};
    try {
      const id = await providers.add({ ...draft(first), ...secret }, first);
      navigate(`#/providers/${id}`);
    } catch (error) {
      notices.warn(`The provider was not saved. ${reasonOf(error)}`, 'storage');
    }
  }

  /** Whoever corrects the form no longer waits for the answer to what it said before. */
  const beginEdit = () => {
    if (connect.isLooking()) connect.clear();
  };
  const typeUrl = (value: string) => {
    beginEdit();
    setBaseUrl(value);
  };
  const typeAdvanced = (value: Advanced) => {
    beginEdit();
    setRefused('');
    setAdvanced(value);
  };
  const typeKey = (value: string) => {
    beginEdit();
    setApiKey(value);
  };
  const choose = (choice: Pick<Preset, 'id' | 'baseUrl'>) => {
    setPreset(choice.id);
    const isDefault = presets.some((row) => row.baseUrl === baseUrl());
    if (choice.baseUrl || isDefault) typeUrl(choice.baseUrl);
  };

  /** Whoever types something else no longer waits for what was there before. */
  const isAsTyped = () => {
    const asked = connect.attempt()?.draft;
    return asked?.input === baseUrl() && asked.apiKey === trimKey(apiKey()).key;
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void ask(false);
  };

  return (
    <Page title="Add provider">
      <form class={css['form']} novalidate onSubmit={submit}>
        <PresetRow chosen={preset()} onChoose={choose} />
        <ConnectionFields
          baseUrl={baseUrl()}
          onBaseUrl={typeUrl}
          apiKey={apiKey()}
          onApiKey={typeKey}
          advanced={advanced()}
          onAdvanced={typeAdvanced}
          urlRef={(element) => (fields.url = element)}
          keyRef={(element) => (fields.key = element)}
        />
        <Show when={refused()}>
          <Notice tone="red" role="alert" help={helpOn('unauthorized')}>
            {refused()}
          </Notice>
        </Show>
        <div class={css['row']}>
          <Button type="submit" variant="primary" busy={connect.isLooking()}>
            Connect
          </Button>
          <LinkButton href="#/providers" variant="quiet">
            Cancel
          </LinkButton>
          <Show when={name()}>
            <span class={css['note']}>Will be called {name()}.</span>
          </Show>
        </div>
      </form>
      <div ref={report} class={css['report']}>
        <ConnectDoctor
          doctor={props.doctor}
          connect={connect}
          isAsTyped={isAsTyped()}
          actions={(attempt) => (
            <DoctorActions
              attempt={attempt()}
              canSave={parsed().kind === 'ok'}
              onSave={() => void saveAnyway()}
              onSendAnyway={() => void ask(true)}
              onUse={(address) => {
                setBaseUrl(address);
                connect.clear();
                focusField(fields.url);
              }}
              onStop={() => connect.clear()}
              onTest={() => void ask(attempt().draft.plainHttpAllowed ?? false)}
            />
          )}
        />
      </div>
      <FindServers
        manner="form"
        onUse={(found) => {
          choose(found);
          focusField(fields.url);
        }}
      />
    </Page>
  );
}
