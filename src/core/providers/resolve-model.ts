import type { Provider } from './types';

/** Finds whom a bare model id of providers.json means: the first provider that lists it. */
export function resolveModel(
  providers: readonly Provider[],
  modelsOf: (provider: Provider) => readonly { id: string }[],
  bareId: string,
): { providerId: string; modelId: string } | undefined {
  if (bareId === '') return undefined;
  const provider = providers.find((one) => modelsOf(one).some((model) => model.id === bareId));
  return provider && { providerId: provider.id, modelId: bareId };
}
