import type { JsonObject } from '../../lib/json';
import type { FileModel } from '../models/types';
import { encode } from '../providers/encode';
import type { ProviderSetup } from '../providers/repository';
import type { Provider } from '../providers/types';

export interface ComposeOptions {
  includeKeys: boolean;
  /** The chat models of a provider, with the limits shown. */
  models: (provider: Provider) => FileModel[];
}

/**
 * A providers.json for another device, on one line: some providers, with their labels, and the default models that are
 * theirs. What a server lists is asked for there; entries of other programs stay here.
 */
export function composeSetup(
  setup: ProviderSetup,
  ids: ReadonlySet<string>,
  { includeKeys, models }: ComposeOptions,
): string {
  const providers = setup.providers.filter(({ id }) => ids.has(id));
  const isTheirs = (model: string) =>
    providers.some((provider) => models(provider).some(({ id }) => id === model));
  const keep = (model: string) => (isTheirs(model) ? model : '');
  const part: ProviderSetup = {
    providers,
    remainder: { entries: {}, extra: {} },
    orchestrationModel: keep(setup.orchestrationModel),
    summarizeModel: keep(setup.summarizeModel),
  };
  const unlisted = (provider: Provider) => (provider.listed ? [] : models(provider));
  const document = JSON.parse(encode(part, { includeKeys, models: unlisted })) as JsonObject;
  const [only, ...others] = Object.values(document['providers'] as Record<string, JsonObject>);
  // One alone is exported without its label, for other programs; here it is called the same there.
  if (only && others.length === 0) only['label'] = providers[0]?.label ?? '';
  return JSON.stringify(document);
}
