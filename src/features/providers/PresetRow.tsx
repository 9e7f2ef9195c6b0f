import { For } from 'solid-js';
import { type PresetId } from '../../core/providers/preset-id';
import { presets, type Preset } from '../../core/providers/presets';
import { Button } from '../../ui/Button';
import css from './providers.module.css';

export interface PresetRowProps {
  chosen: PresetId | undefined;
  onChoose: (preset: Preset) => void;
}

/** One press per server program fills in its default address. */
export function PresetRow(props: PresetRowProps) {
  return (
    <fieldset class={css['presets']}>
      <legend class={css['legend']}>Start from a server’s default address</legend>
      <div class={css['row']}>
        <For each={presets}>
          {(preset) => (
            <Button
              size="small"
              aria-pressed={props.chosen === preset.id}
              onClick={() => props.onChoose(preset)}
            >
              {preset.name}
            </Button>
          )}
        </For>
      </div>
    </fieldset>
  );
}
