import type { KeyHeader } from '../../protocol/openai/connection';
import type { Headers } from './headers';
import { firstKey, freeKey } from './file-key';
import { defaultLabel } from './preset-id';
import { presetLabel } from './presets';
import type { PresetId } from './preset-id';
import type { Provider } from './types';

interface NewProvider {
  id: string;
  baseUrl: string;
  apiKey: string;
  keyHeader?: KeyHeader;
  headers?: Headers;
  preset?: PresetId;
  label?: string;
  existing: readonly Provider[];
  /** Keys that entries of other kinds hold in providers.json. */
  otherKeys?: readonly string[];
  /** Epoch ms. */
  now: number;
}

/** A provider as the form makes it; its key in providers.json is chosen here, once and for good. */
export function newProvider(given: NewProvider): Provider {
  const label = given.label?.trim() || (given.preset ? presetLabel(given.preset) : defaultLabel);
  const taken = [...given.existing.map((provider) => provider.key), ...(given.otherKeys ?? [])];
  return {
    id: given.id,
    key: taken.includes(firstKey) ? freeKey(label, taken) : firstKey,
    label,
    ...(given.preset && { preset: given.preset }),
    baseUrl: given.baseUrl,
    apiKey: given.apiKey,
    ...(given.keyHeader === 'x-api-key' && { keyHeader: given.keyHeader }),
    ...(given.headers && Object.keys(given.headers).length > 0 && { headers: given.headers }),
    fileModels: [],
    addedModels: [],
    overrides: {},
    createdAt: given.now,
  };
}
