import type { ListedModel } from '../../protocol/openai/models';

/**
 * A new list with what was known of its models before, until the server's own endpoints have been asked again: numbers
 * must not jump to a guess and back with each refresh. What the new list says itself wins.
 */
export function withKnown(
  models: readonly ListedModel[],
  before: readonly ListedModel[] = [],
): ListedModel[] {
  const known = new Map(before.map((model) => [model.id, model]));
  return models.map((model) => ({ ...known.get(model.id), ...model }));
}
