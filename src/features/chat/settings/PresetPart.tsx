import { createSignal, type JSX, Match, Show, Switch } from 'solid-js';
import { helpOn } from '../../../core/help/symptom-id';
import { differsFrom, toPreset } from '../../../core/library/preset';
import { presetWords } from '../../../core/library/preset-words';
import { setupFrom, type Setup } from '../../../core/library/setup';
import type { Preset } from '../../../core/library/types';
import type { LibraryState } from '../../../state/library';
import { ModelsContext } from '../../../state/models';
import { NoticesContext } from '../../../state/notices';
import { ServicesContext } from '../../../state/services';
import { useLibrary, type LibraryView } from '../../../state/use-library';
import { reasonOf } from '../../../lib/reason';
import { Button } from '../../../ui/Button';
import { LinkButton } from '../../../ui/LinkButton';
import { Select } from '../../../ui/Select';
import type { Chat } from '../create-chat';
import { SavePreset } from './SavePreset';
import css from './settings.module.css';

export interface PresetPartProps {
  chat: Chat;
  /** Changes all at once, and says so. */
  onReplace: (change: Setup, words: string) => void;
}

/** The presets as the dialog shows them: read a moment later, or not at all. */
export function PresetPart(props: PresetPartProps): JSX.Element {
  const view = useLibrary();
  const opened = (): LibraryState | undefined => {
    const current = view();
    return current.kind === 'open' ? current.library : undefined;
  };
  const failed = (): Extract<LibraryView, { kind: 'failed' }> | undefined => {
    const current = view();
    return current.kind === 'failed' ? current : undefined;
  };
  return (
    <div class={css['presets']}>
      <Switch fallback={<p class="muted">Reading the presets.</p>}>
        <Match when={opened()}>{(library) => <Presets {...props} library={library()} />}</Match>
        <Match when={failed()}>
          {(failure) => (
            <p>
              The presets could not be read. {failure().reason}{' '}
              <a href={helpOn('unreadable')}>Help</a>{' '}
              <Button size="small" onClick={() => failure().retry()}>
                Try again
              </Button>
            </p>
          )}
        </Match>
      </Switch>
    </div>
  );
}

function Presets(props: PresetPartProps & { library: LibraryState }): JSX.Element {
  const models = ModelsContext.use();
  const notices = NoticesContext.use();
  const { clock, newId } = ServicesContext.use();
  const [saving, setSaving] = createSignal(false);
  const taken = (): Preset | undefined => props.library.preset(props.chat.setup().presetId);
  const isChanged = (preset: Preset): boolean =>
    differsFrom(preset, props.chat.setup(), props.chat.model());

  const choose = (id: string): void => {
    const preset = props.library.preset(id);
    if (!preset) {
      const none = { settings: undefined, stream: undefined, presetId: undefined };
      props.onReplace(none, 'All is the server’s own again.');
      return;
    }
    const change = setupFrom(preset, (model) => models.get(model) !== undefined);
    const gone = preset.model && !change.model ? ` ${preset.model.modelName} is not here.` : '';
    props.onReplace(change, `The chat asks as “${preset.name}” says.${gone}`);
  };
  async function save(preset: Preset): Promise<void> {
    try {
      await props.library.save(preset);
      await props.chat.change({ presetId: preset.id });
      setSaving(false);
    } catch (error) {
      notices.warn(`The preset was not saved. ${reasonOf(error)}`, 'storage');
    }
  }
  const saveAs = (name: string, withModel: boolean): Promise<void> => {
    const model = withModel ? props.chat.model() : undefined;
    const named = { id: newId(), createdAt: clock.now(), name };
    return save(toPreset(named, props.chat.setup(), model));
  };
  const update = (preset: Preset): Promise<void> =>
    save(toPreset(preset, props.chat.setup(), preset.model && props.chat.model()));

  return (
    <>
      <Show when={props.library.presets.length > 0}>
        <Select
          label="Preset"
          value={taken()?.id ?? ''}
          options={[
            { value: '', label: 'None' },
            ...props.library.presets.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={choose}
          hint={<Show when={taken()}>{(preset) => <>{presetWords(preset())}</>}</Show>}
        />
      </Show>
      <Show
        when={saving()}
        fallback={
          <div class={css['buttons']}>
            <Show when={isChangedPreset(taken(), isChanged)}>
              {(preset) => (
                <Button size="small" onClick={() => void update(preset())}>
                  Update “{preset().name}”
                </Button>
              )}
            </Show>
            <Button size="small" icon="plus" onClick={() => setSaving(true)}>
              Save as preset
            </Button>
            <LinkButton href="#/prompts" size="small" variant="quiet">
              Prompts and presets
            </LinkButton>
          </div>
        }
      >
        <SavePreset
          model={props.chat.model()}
          taken={props.library.presets.map(({ name }) => name)}
          onSave={saveAs}
          onCancel={() => setSaving(false)}
        />
      </Show>
    </>
  );
}

function isChangedPreset(
  preset: Preset | undefined,
  isChanged: (preset: Preset) => boolean,
): Preset | undefined {
  return preset && isChanged(preset) ? preset : undefined;
}
