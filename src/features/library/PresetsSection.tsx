import { createSignal, For, type JSX, Show, untrack } from 'solid-js';
import { presetWords } from '../../core/library/preset-words';
import type { Preset } from '../../core/library/types';
import { reasonOf } from '../../lib/reason';
import type { LibraryState } from '../../state/library';
import { NoticesContext } from '../../state/notices';
import { SettingsContext } from '../../state/settings';
import { Badge } from '../../ui/Badge';
import { IconButton } from '../../ui/IconButton';
import { InlineField } from '../../ui/InlineField';
import { LinkButton } from '../../ui/LinkButton';
import { Switch } from '../../ui/Switch';
import { createLibraryActions } from './create-library-actions';
import css from './library.module.css';

/** The presets: which one new chats begin with, their names, and what they hold. */
export function PresetsSection(props: { library: LibraryState }): JSX.Element {
  const actions = createLibraryActions(untrack(() => props.library));
  return (
    <section class={css['section']} aria-label="Presets">
      <div class={css['head']}>
        <h2>Presets</h2>
      </div>
      <Show
        when={props.library.presets.length > 0}
        fallback={
          <div class={css['blank']}>
            <p>
              No presets yet. A preset keeps a system prompt, parameters and a model under a name.
              Set them in a chat, under Chat settings, and press Save as preset there.
            </p>
            <LinkButton href="#/">New chat</LinkButton>
          </div>
        }
      >
        <ul class={css['list']}>
          <For each={props.library.presets}>
            {(preset) => (
              <li>
                <PresetRow
                  preset={preset}
                  onRename={(name) => void actions.save({ ...preset, name })}
                  onRemove={() => actions.remove(preset)}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

interface PresetRowProps {
  preset: Preset;
  onRename: (name: string) => void;
  onRemove: () => void;
}

function PresetRow(props: PresetRowProps): JSX.Element {
  const settings = SettingsContext.use();
  const notices = NoticesContext.use();
  const [renaming, setRenaming] = createSignal(false);
  const isDefault = (): boolean => settings.values.defaultPreset === props.preset.id;

  const rename = (name: string): void => {
    setRenaming(false);
    const wanted = name.trim();
    if (wanted !== '' && wanted !== props.preset.name) props.onRename(wanted);
  };
  const setDefault = (on: boolean): void => {
    settings
      .set('defaultPreset', on ? props.preset.id : '')
      .catch((error: unknown) =>
        notices.warn(`The setting could not be saved. ${reasonOf(error)}`, 'storage'),
      );
  };
  return (
    <div class={css['row']}>
      <div class={css['words']}>
        <Show
          when={renaming()}
          fallback={
            <h3>
              {props.preset.name}{' '}
              <Show when={isDefault()}>
                <Badge tone="accent">new chats</Badge>
              </Show>
            </h3>
          }
        >
          <div class={css['name']}>
            <InlineField
              label="Name of the preset"
              value={props.preset.name}
              onDone={rename}
              onCancel={() => setRenaming(false)}
            />
          </div>
        </Show>
        <p class={css['facts']}>{presetWords(props.preset)}</p>
        <Show when={props.preset.settings?.systemPrompt}>
          {(words) => <p class={css['text']}>{words()}</p>}
        </Show>
        <Switch label="New chats begin with it" checked={isDefault()} onChange={setDefault} />
      </div>
      <IconButton
        label={`Rename ${props.preset.name}`}
        icon="edit"
        onClick={() => setRenaming(true)}
      />
      <IconButton label={`Delete ${props.preset.name}`} icon="trash" onClick={props.onRemove} />
    </div>
  );
}
