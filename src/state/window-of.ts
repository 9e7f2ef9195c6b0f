import { toModels } from '../core/models/discover';
import type { Limit, Model } from '../core/models/types';
import type { Provider } from '../core/providers/types';

/** The window of one model as it is shown. */
export function windowOf(provider: Provider, modelId: string): Limit | undefined {
  return modelOf(provider, modelId)?.contextWindow;
}

/** One model as it is shown, without working out all the others. */
export function modelOf(provider: Provider, modelId: string): Model | undefined {
  const isIt = ({ id }: { id: string }) => id === modelId;
  const { listed, fileModels } = provider;
  const one = {
    ...provider,
    ...(listed && { listed: { ...listed, models: listed.models.filter(isIt) } }),
    fileModels: fileModels.filter(isIt),
    addedModels: [modelId],
  };
  return toModels(one).find(isIt);
}
