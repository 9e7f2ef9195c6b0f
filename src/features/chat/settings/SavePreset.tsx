import { createSignal, type JSX, Show } from 'solid-js';
import type { ModelRef } from '../../../core/models/types';
import { Button } from '../../../ui/Button';
import { Checkbox } from '../../../ui/Checkbox';
import { Field } from '../../../ui/Field';
import css from './settings.module.css';

export interface SavePresetProps {
  model: ModelRef | undefined;
  /** Names that are in use. */
  taken: readonly string[];
  onSave: (name: string, withModel: boolean) => Promise<void>;
  onCancel: () => void;
}

/** Asks under which name the chat's settings are kept, and whether its model goes along. */
export function SavePreset(props: SavePresetProps): JSX.Element {
  const [name, setName] = createSignal('');
  const [withModel, setWithModel] = createSignal(true);
  const [problem, setProblem] = createSignal<string>();

  const save = (): void => {
    const wanted = name().trim();
    const isTaken = props.taken.some((other) => other.toLowerCase() === wanted.toLowerCase());
    if (wanted === '') setProblem('A preset needs a name.');
    else if (isTaken) setProblem('Another preset has this name.');
    else void props.onSave(wanted, withModel());
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape') {
      // The dialog stays.
      event.preventDefault();
      props.onCancel();
    }
  };
  return (
    <div role="group" aria-label="Save as preset" class={css['save']}>
      <Field
        label="Name of the preset"
        value={name()}
        onInput={setName}
        onKeyDown={press}
        error={problem()}
        ref={(input) => queueMicrotask(() => input.focus())}
      />
      <Show when={props.model}>
        {(model) => (
          <Checkbox
            label={`With the model ${model().modelName}`}
            checked={withModel()}
            onChange={setWithModel}
          />
        )}
      </Show>
      <div class={css['buttons']}>
        <Button size="small" variant="primary" onClick={save}>
          Save preset
        </Button>
        <Button size="small" variant="quiet" onClick={() => props.onCancel()}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
