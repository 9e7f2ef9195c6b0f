import { restoreModelRef, restoreSettings } from '../chat/restore';
import type { LibraryEntry, Preset } from './types';

/**
 * A preset or a prompt from a stored record, or undefined when it has no id, no name, or is of another kind. Any other
 * broken field is left out.
 */
export function restoreLibraryEntry(record: unknown): LibraryEntry | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const fields: Partial<Record<string, unknown>> = { ...record };
  const { id, kind, name, title, text, stream } = fields;
  if (typeof id !== 'string' || id === '') return undefined;
  const createdAt = typeof fields['createdAt'] === 'number' ? fields['createdAt'] : 0;
  if (kind === 'prompt' && typeof title === 'string' && typeof text === 'string') {
    return { kind, id, createdAt, title, text };
  }
  if (kind !== 'preset' || typeof name !== 'string') return undefined;
  const preset: Preset = { kind, id, createdAt, name };
  const model = restoreModelRef(fields['model']);
  const settings = restoreSettings(fields['settings']);
  if (model) preset.model = model;
  if (settings) preset.settings = settings;
  if (typeof stream === 'boolean') preset.stream = stream;
  return preset;
}
