import { helpOn, type SymptomId } from '../../core/help/symptom-id';
import { createMemo, createSignal, onMount, Show, untrack } from 'solid-js';
import { trimKey } from '../../core/providers/api-key';
import { mayKeepKey, parseBaseUrl } from '../../core/providers/base-url';
import { headersFor } from '../../core/providers/headers';
import type { Provider } from '../../core/providers/types';
import { ProvidersContext } from '../../state/providers';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { createWork } from '../../ui/create-work';
import { advancedOf, readAdvanced } from './advanced';
import { ConnectionFields } from './ConnectionFields';
import { focusField } from './focus';
import css from './providers.module.css';
import { reasonOf } from '../../lib/reason';

export interface ProviderEditorProps {
  provider: Provider;
  onDone: () => void;
}

/** Changes name, address and key; a new origin drops the old key unless a new one is typed. */
export function ProviderEditor(props: ProviderEditorProps) {
  const providers = ProvidersContext.use();
  const before = untrack(() => props.provider);
  const [label, setLabel] = createSignal(before.label);
  const [baseUrl, setBaseUrl] = createSignal(before.baseUrl);
  const [apiKey, setApiKey] = createSignal(before.apiKey);
  const [advanced, setAdvanced] = createSignal(advancedOf(before));
  const [problem, setProblem] = createSignal<{ words: string; help: SymptomId }>();
  const work = createWork<'save'>();
  const parsed = createMemo(() => parseBaseUrl(baseUrl()));
  const losesKey = () =>
    before.apiKey !== '' && apiKey() === before.apiKey && !mayKeepKey(before, baseUrl());
  const typed = createMemo(() => readAdvanced(advanced(), losesKey() ? '' : apiKey()));
  const headers = createMemo(() => headersFor(before, typed().headers, baseUrl()));
  const lostNames = () =>
    Object.keys(typed().headers)
      .filter((name) => !Object.hasOwn(headers(), name))
      .join(', ');

  // Plain http to the internet shows the key to everybody on the way: a second Save agrees to it.
  const [exposed, setExposed] = createSignal('');
  const exposedHost = () => {
    const address = parsed();
    const isMoved = !mayKeepKey(before, baseUrl());
    const sendsKey = apiKey() !== '' && !losesKey() && (apiKey() !== before.apiKey || isMoved);
    const isNew = ([name, value]: [string, string]) => before.headers?.[name] !== value;
    const sendsHeaders = Object.entries(headers()).some((header) => isMoved || isNew(header));
    return address.kind === 'ok' && address.publicHttp && (sendsKey || sendsHeaders)
      ? new URL(address.origin).host
      : '';
  };

  async function save(): Promise<void> {
    const address = parsed();
    const refusal =
      address.kind === 'invalid' ? address.message : (trimKey(apiKey()).problem ?? typed().problem);
    setProblem(refusal ? { words: refusal, help: 'invalid-url' } : undefined);
    if (address.kind === 'invalid' || refusal) return;
    if (exposedHost() && exposed() !== exposedHost()) {
      setExposed(exposedHost());
      return;
    }
    const settled = address.candidates.find((url) => url === before.baseUrl);
    await providers.update(before.id, {
      label: label().trim() || before.label,
      baseUrl: settled ?? address.candidates[0] ?? before.baseUrl,
      apiKey: losesKey() ? '' : trimKey(apiKey()).key,
      keyHeader: advanced().keyHeader,
      headers: headers(),
    });
    props.onDone();
    await providers.refresh(before.id);
  }

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    work
      .run('save', save)
      .catch((error: unknown) =>
        setProblem({ words: `Nothing was changed. ${reasonOf(error)}`, help: 'storage' }),
      );
  };

  return (
    <form class={css['form']} novalidate onSubmit={submit}>
      <Field
        label="Name"
        value={label()}
        onInput={setLabel}
        ref={(element) => onMount(() => focusField(element))}
      />
      <ConnectionFields
        baseUrl={baseUrl()}
        onBaseUrl={setBaseUrl}
        apiKey={apiKey()}
        onApiKey={setApiKey}
        advanced={advanced()}
        onAdvanced={setAdvanced}
      />
      <Show when={losesKey()}>
        <Notice tone="amber">
          The key was entered for another address and will be dropped. Type it again if this server
          should have it.
        </Notice>
      </Show>
      <Show when={lostNames()}>
        <Notice tone="amber">
          Extra headers were entered for another address and will be dropped: {lostNames()}.
        </Notice>
      </Show>
      <Show when={exposed() && exposed() === exposedHost()}>
        <Notice tone="amber" role="alert" help={helpOn('invalid-url')}>
          The key or headers would travel unencrypted to {exposed()}. Use https, or save again to
          send them all the same.
        </Notice>
      </Show>
      <Show when={problem()}>
        {(current) => (
          <Notice tone="red" role="alert" help={helpOn(current().help)}>
            {current().words}
          </Notice>
        )}
      </Show>
      <div class={css['row']}>
        <Button type="submit" variant="primary" busy={work.is('save')}>
          Save
        </Button>
        <Button variant="quiet" onClick={() => props.onDone()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
