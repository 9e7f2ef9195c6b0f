import type { Model } from './types';

/** The models whose id or name holds every word of the query, in their order; all for a blank query. */
export function filterModels(models: readonly Model[], query: string): Model[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter((model) => {
    const text = `${model.id}\n${model.name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
