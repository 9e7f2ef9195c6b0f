import type { CapabilitySource, LimitSource, Model } from './types';

const words: Record<LimitSource | CapabilitySource, string> = {
  user: 'you',
  learned: 'learned',
  checked: 'checked',
  server: 'server',
  'server-runtime': 'server, loaded',
  'server-trained': 'server, trained',
  file: 'file',
  name: 'name',
  default: 'assumed',
};

/** The word that people read for a source; a capability nobody spoke about is a default, a limit is assumed. */
export function sourceInWords(
  source: LimitSource | CapabilitySource,
  of: 'limit' | 'capability' = 'limit',
): string {
  return source === 'default' && of === 'capability' ? 'default' : words[source];
}

/** The Source column of the models table: where the context window comes from, and the max output where that differs. */
export function describeModelSource(
  model: Pick<Model, 'contextWindow' | 'maxOutputTokens'>,
): string {
  const context = sourceInWords(model.contextWindow.source);
  const output = sourceInWords(model.maxOutputTokens.source);
  return context === output ? context : `${context} · output: ${output}`;
}
