import { createMemo, createSignal, For, Show } from 'solid-js';
import { trimKey } from '../../core/providers/api-key';
import { parseBaseUrl } from '../../core/providers/base-url';
import { Field } from '../../ui/Field';
import { IconButton } from '../../ui/IconButton';
import { readAdvanced, type Advanced } from './advanced';
import { AdvancedFields } from './AdvancedFields';
import css from './providers.module.css';

export interface ConnectionFieldsProps {
  baseUrl: string;
  onBaseUrl: (value: string) => void;
  apiKey: string;
  onApiKey: (value: string) => void;
  advanced: Advanced;
  onAdvanced: (advanced: Advanced) => void;
  urlRef?: (element: HTMLElement) => void;
  keyRef?: (element: HTMLElement) => void;
}

/** Base URL, API key and what is folded below them, saying which addresses will be asked and what was trimmed. */
export function ConnectionFields(props: ConnectionFieldsProps) {
  const [shown, setShown] = createSignal(false);
  const key = createMemo(() => trimKey(props.apiKey));
  const headers = createMemo(() => readAdvanced(props.advanced, props.apiKey));
  return (
    <>
      <Field
        label="Base URL"
        value={props.baseUrl}
        onInput={(value) => props.onBaseUrl(value)}
        mono
        inputmode="url"
        placeholder="http://localhost:1234/v1"
        hint={<AddressHint input={props.baseUrl} />}
        ref={(element) => props.urlRef?.(element)}
      />
      <Field
        label="API key"
        value={props.apiKey}
        onInput={(value) => props.onApiKey(value)}
        type={shown() ? 'text' : 'password'}
        mono
        hint={<KeyHint trimmed={key().trimmed} />}
        error={key().problem}
        ref={(element) => props.keyRef?.(element)}
        end={
          <IconButton
            label={shown() ? 'Hide the key' : 'Show the key'}
            icon="eye"
            pressed={shown()}
            onClick={() => setShown(!shown())}
          />
        }
      />
      <AdvancedFields
        advanced={props.advanced}
        onChange={(advanced) => props.onAdvanced(advanced)}
        problem={headers().problem}
      />
    </>
  );
}

function AddressHint(props: { input: string }) {
  const parsed = createMemo(() => parseBaseUrl(props.input));
  const ok = () => {
    const current = parsed();
    return current.kind === 'ok' ? current : undefined;
  };
  return (
    <Show
      when={props.input.trim()}
      fallback={<>The address of the server’s API, most often ending in /v1.</>}
    >
      <Show when={ok()} fallback={<>This is not an address yet.</>}>
        {(address) => (
          <>
            <For each={address().candidates}>
              {(url, index) => (
                <>
                  {index() === 0 ? 'Asks ' : ', then '}
                  <span class={css['address']}>{url}</span>
                </>
              )}
            </For>
            .
            <Show when={address().trimmed.length > 0}>
              {' '}
              Removed: {address().trimmed.join(', ')}.
            </Show>
          </>
        )}
      </Show>
    </Show>
  );
}

function KeyHint(props: { trimmed: readonly string[] }) {
  return (
    <Show
      when={props.trimmed.length > 0}
      fallback={<>Most local servers have none: leave it empty. Kept in this browser only.</>}
    >
      Removed from the key: {props.trimmed.join(', ')}.
    </Show>
  );
}
