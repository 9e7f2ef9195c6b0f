import { createMemo, mapArray } from 'solid-js';
import { toModels } from '../core/models/discover';
import type { Model, ModelRef } from '../core/models/types';
import type { Conversation } from '../core/chat/types';
import { resolveModel } from '../core/providers/resolve-model';
import type { Provider } from '../core/providers/types';
import { createStateContext } from './context';
import type { ProvidersState } from './providers';

export interface ModelsState {
  /** All models of a provider, hidden ones included. */
  of(providerId: string): readonly Model[];
  /** The chat models of every provider, in order. */
  available(): readonly { provider: Provider; model: Model }[];
  get(ref: Pick<ModelRef, 'providerId' | 'modelId'>): Model | undefined;
  /** The model of a chat, or the default of a new one; undefined when nothing can be chosen. */
  chosenFor(conversation: Pick<Conversation, 'model'> | undefined): ModelRef | undefined;
}

export const ModelsContext = createStateContext<ModelsState>('Models');

/** Models are derived from the providers; nothing is stored twice. Needs an owner (memos). */
export function createModels(providers: ProvidersState): ModelsState {
  const perProvider = mapArray(
    () => providers.list,
    (provider) => ({ provider, models: createMemo(() => toModels(provider)) }),
  );
  const entries = createMemo(perProvider);
  const of = (id: string) =>
    entries()
      .find((entry) => entry.provider.id === id)
      ?.models() ?? [];
  const available = createMemo(() =>
    entries().flatMap(({ provider, models }) =>
      models()
        .filter((model) => model.chat)
        .map((model) => ({ provider, model })),
    ),
  );
  const fallback = createMemo(() => {
    const all = available();
    const wanted = resolveModel(
      providers.list,
      (provider) => of(provider.id),
      providers.orchestrationModel,
    );
    const isWanted = ({ provider, model }: (typeof all)[number]) =>
      provider.id === wanted?.providerId && model.id === wanted.modelId;
    return all.find(isWanted) ?? all.find(({ provider }) => !provider.demo) ?? all[0];
  });
  return {
    of,
    available,
    get: ({ providerId, modelId }) => of(providerId).find((model) => model.id === modelId),
    chosenFor(conversation) {
      if (conversation?.model) return conversation.model;
      const choice = fallback();
      return choice ? toModelRef(choice.provider, choice.model) : undefined;
    },
  };
}

/** A reference that keeps the names for the day when the provider is gone. */
export function toModelRef(provider: Provider, model: Model): ModelRef {
  return {
    providerId: provider.id,
    modelId: model.id,
    providerLabel: provider.label,
    modelName: model.name,
  };
}
