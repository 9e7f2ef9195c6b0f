import type { FileModel, Model } from './types';

/**
 * The entries of a providers.json for these models: chat models only, with the limits that are
 * shown. Unknown keys come back from `known`, the entries of an earlier file.
 */
export function toFileModels(
  models: readonly Model[],
  known: readonly FileModel[] = [],
): FileModel[] {
  const extras = new Map(known.map((entry) => [entry.id, entry.extra]));
  return models
    .filter((model) => model.chat)
    .map((model) => {
      const { id, name, description, reasoningEffort } = model;
      const extra = extras.get(id);
      return {
        id,
        name,
        ...(description !== undefined && { description }),
        contextWindow: model.contextWindow.tokens,
        maxOutputTokens: model.maxOutputTokens.tokens,
        ...(reasoningEffort !== undefined && { reasoningEffort }),
        ...(extra && { extra }),
      };
    });
}
