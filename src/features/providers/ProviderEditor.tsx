import { createMemo, createSignal, Show, untrack } from 'solid-js';
import { trimKey } from '../../core/providers/api-key';
import { mayKeepKey, parseBaseUrl } from '../../core/providers/base-url';
import type { Provider } from '../../core/providers/types';
import { ProvidersContext } from '../../state/providers';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { ConnectionFields } from './ConnectionFields';
import css from './providers.module.css';

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
  const [problem, setProblem] = createSignal('');
  const parsed = createMemo(() => parseBaseUrl(baseUrl()));
  const losesKey = () =>
    before.apiKey !== '' && apiKey() === before.apiKey && !mayKeepKey(before, baseUrl());

  async function save(): Promise<void> {
    const address = parsed();
    if (address.kind === 'invalid') {
      setProblem(address.message);
      return;
    }
    const typed = address.candidates.find((url) => url === before.baseUrl);
    await providers.update(before.id, {
      label: label().trim() || before.label,
      baseUrl: typed ?? address.candidates[0] ?? before.baseUrl,
      apiKey: losesKey() ? '' : trimKey(apiKey()).key,
    });
    props.onDone();
    await providers.refresh(before.id);
  }

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void save();
  };

  return (
    <form class={css['form']} novalidate onSubmit={submit}>
      <Field label="Name" value={label()} onInput={setLabel} />
      <ConnectionFields
        baseUrl={baseUrl()}
        onBaseUrl={setBaseUrl}
        apiKey={apiKey()}
        onApiKey={setApiKey}
      />
      <Show when={losesKey()}>
        <Notice tone="amber">
          The key was entered for another address and will be dropped. Type it again if this server
          should have it.
        </Notice>
      </Show>
      <Show when={problem()}>
        <Notice tone="red" role="alert">
          {problem()}
        </Notice>
      </Show>
      <div class={css['row']}>
        <Button type="submit" variant="primary">
          Save
        </Button>
        <Button variant="quiet" onClick={() => props.onDone()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
