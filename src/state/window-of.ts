import { toModels } from '../core/models/discover';
import type { Limit } from '../core/models/types';
import type { Provider } from '../core/providers/types';

/** The window of one model as it is shown, without working out all the others. */
export function windowOf(provider: Provider, modelId: string): Limit | undefined {
  const isIt = ({ id }: { id: string }) => id === modelId;
  const { listed, fileModels } = provider;
  const one = {
    ...provider,
    ...(listed && { listed: { ...listed, models: listed.models.filter(isIt) } }),
    fileModels: fileModels.filter(isIt),
    addedModels: [modelId],
  };
  return toModels(one).find(isIt)?.contextWindow;
}
