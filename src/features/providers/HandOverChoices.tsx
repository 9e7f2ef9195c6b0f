import { For, Show } from 'solid-js';
import { readHome } from '../../core/hand-over/hand-over';
import { parseBaseUrl } from '../../core/providers/base-url';
import { secretsOf } from '../../core/providers/connection';
import { isFromFile } from '../../core/providers/page-origin';
import type { Provider } from '../../core/providers/types';
import { ServicesContext } from '../../state/services';
import { Checkbox } from '../../ui/Checkbox';
import { Field } from '../../ui/Field';
import css from './hand-over.module.css';

export interface Choices {
  ids: ReadonlySet<string>;
  includeKeys: boolean;
  /** Where Patchbay is on the other device, as typed. */
  home: string;
}

export interface HandOverChoicesProps {
  offered: readonly Provider[];
  choices: Choices;
  canSeal: boolean;
  onChange: (change: Partial<Choices>) => void;
}

/** What goes along, and where to; what that means for each. */
export function HandOverChoices(props: HandOverChoicesProps) {
  const { page } = ServicesContext.use();
  const hasSecrets = () => props.offered.some((provider) => secretsOf(provider).length > 0);
  const choose = (id: string, isTaken: boolean): void => {
    const ids = new Set(props.choices.ids);
    if (isTaken) ids.add(id);
    else ids.delete(id);
    props.onChange({ ids });
  };
  return (
    <>
      <p class={css['line']}>
        The link carries addresses and default models. Models are asked for there. Chats, and limits
        that you set, stay here.
      </p>
      <fieldset>
        <legend class={css['legend']}>Providers</legend>
        <div class={css['choices']}>
          <For each={props.offered}>
            {(provider) => (
              <Checkbox
                label={provider.label}
                checked={props.choices.ids.has(provider.id)}
                hint={<AddressWords baseUrl={provider.baseUrl} />}
                onChange={(isTaken) => choose(provider.id, isTaken)}
              />
            )}
          </For>
        </div>
      </fieldset>
      <Show when={hasSecrets()}>
        <Checkbox
          label="Take the API keys along"
          hint={
            props.canSeal
              ? 'And extra headers, encrypted with a one-time code that you type on the other device.'
              : 'Not on this page: over plain http nothing can be encrypted. Type the keys on the other device.'
          }
          disabled={!props.canSeal}
          checked={props.choices.includeKeys}
          onChange={(includeKeys) => props.onChange({ includeKeys })}
        />
      </Show>
      <Field
        label="Address of Patchbay there"
        mono
        inputmode="url"
        value={props.choices.home}
        onInput={(home) => props.onChange({ home })}
        hint={homeWords(props.choices.home, page.origin)}
      />
    </>
  );
}

function AddressWords(props: { baseUrl: string }) {
  return (
    <>
      <span class="mono">{props.baseUrl}</span>
      <Show when={isLoopback(props.baseUrl)}>
        . This is the device itself: the other one will look for the server on its own.
      </Show>
    </>
  );
}

function homeWords(home: string, origin: string): string {
  if (isLoopback(home))
    return 'This leads every device to itself: it works where Patchbay runs there too. Otherwise type the address at which the other device opens Patchbay.';
  if (isFromFile(origin) && readHome(home) === undefined)
    return 'This page was opened from a file, and no link leads to one. Type the address at which the other device opens Patchbay. Or take the file along, and import there what Export providers.json gives.';
  return 'The page that the link opens.';
}

function isLoopback(address: string): boolean {
  const parsed = parseBaseUrl(address);
  return parsed.kind === 'ok' && parsed.hostKind === 'loopback';
}
