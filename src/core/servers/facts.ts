import type { ListedModel } from '../../protocol/openai/models';

/**
 * The models of a list with what the server's own endpoints told of them, which wins: it is more exact. Facts about
 * ids that are not listed are dropped.
 */
export function withFacts(
  models: readonly ListedModel[],
  facts: readonly ListedModel[],
): ListedModel[] {
  const known = new Map<string, ListedModel>();
  for (const fact of facts) if (!known.has(fact.id)) known.set(fact.id, fact);
  // The list's owner stays: it tells the next time whose list it is.
  return models.map((model) => {
    const { ownedBy = known.get(model.id)?.ownedBy } = model;
    return { ...model, ...known.get(model.id), ...(ownedBy !== undefined && { ownedBy }) };
  });
}
