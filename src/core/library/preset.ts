import { restoreSettings } from '../chat/restore';
import type { ChatSettings } from '../chat/types';
import type { ModelRef } from '../models/types';
import type { Setup } from './setup';
import type { Preset } from './types';

/** A preset of what a chat asks for, as plain values; without a model it leaves a chat its own. */
export function toPreset(
  { id, createdAt, name }: Pick<Preset, 'id' | 'createdAt' | 'name'>,
  { settings, stream }: Setup,
  model: ModelRef | undefined,
): Preset {
  const copy = restoreSettings(settings);
  return {
    kind: 'preset',
    id,
    createdAt,
    name,
    ...(model && { model: { ...model } }),
    ...(copy && { settings: copy }),
    ...(stream !== undefined && { stream }),
  };
}

/** Whether a chat asks otherwise than the preset that it took. */
export function differsFrom(preset: Preset, setup: Setup, model: ModelRef | undefined): boolean {
  const wanted = preset.model;
  const isOther =
    wanted !== undefined &&
    (wanted.modelId !== model?.modelId || wanted.providerId !== model.providerId);
  const isSet =
    preset.stream !== setup.stream || asText(preset.settings) !== asText(setup.settings);
  return isOther || isSet;
}

// `restoreSettings` names the fields in one order.
function asText(settings: ChatSettings | undefined): string | undefined {
  return JSON.stringify(restoreSettings(settings));
}
