import type { Conversation } from '../chat/types';
import type { ModelRef } from '../models/types';
import type { Preset } from './types';

/** What a chat says of how it asks. */
export type Setup = {
  [Name in 'model' | 'settings' | 'stream' | 'presetId' | 'tools']?: Conversation[Name] | undefined;
};

/** The change of a chat that takes a preset: all settings are replaced, and the model where it can be asked. */
export function setupFrom(preset: Preset, canAsk: (model: ModelRef) => boolean): Setup {
  const { id, model, settings, stream } = preset;
  const own = model && canAsk(model) ? { model } : {};
  return structuredClone({ ...own, settings, stream, presetId: id });
}

/** How many settings a chat has of its own. */
export function countSet({ settings = {}, stream }: Setup): number {
  return Object.keys(settings).length + (stream === undefined ? 0 : 1);
}
