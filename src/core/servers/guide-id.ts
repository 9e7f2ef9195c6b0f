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
  if (server && server.kind !== 'unknown') return guideIdOfKind(server.kind);
  if (preset === 'llama-cpp-9931') return 'llama-cpp';
  return preset;
}

function guideIdOfKind(kind: ServerKind): GuideId {
  if (kind === 'llama-cpp-router') return 'llama-cpp';
  // The hosts in the cloud share one page.
  return guideIds.find((id) => id === kind) ?? 'other';
}
