import type { PresetId } from '../providers/preset-id';
import type { Provider } from '../providers/types';
import type { ServerKind } from './types';

/** The server programs with a page in the help; `other` is any cloud or server besides. */
export const guideIds = [
  'lm-studio',
  'ollama',
  'llama-cpp',
  'vllm',
  'localai',
  'text-generation-webui',
  'tgi',
  'fastchat',
  'aphrodite',
  'litellm',
  'transformers',
  'other',
] as const;

export type GuideId = (typeof guideIds)[number];

/** The help page for what answered there, else for the preset it was made from; undefined when neither is known. */
export function guideIdOf({
  server,
  preset,
}: Pick<Provider, 'server' | 'preset'>): GuideId | undefined {
  const hint = server && server.kind !== 'unknown' ? server.kind : preset;
  return hint && guideIdFor(hint);
}

/** The help page of a program; the hosts in the cloud share one. */
export function guideIdFor(hint: ServerKind | PresetId): GuideId {
  if (hint === 'llama-cpp-router' || hint === 'llama-cpp-9931') return 'llama-cpp';
  return guideIds.find((id) => id === hint) ?? 'other';
}
