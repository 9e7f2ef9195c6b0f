import type { Provider } from '../providers/types';
import { filterModels } from './model-filter';
import type { Model, ModelRef } from './types';

export interface Choice {
  kind: 'choice';
  /** It stands below the name of its provider. */
  inGroup?: true;
  provider: Provider;
  model: Model;
}

/** A row of the picker: a model, or the words above some. */
export type ShelfRow = Choice | { kind: 'heading'; text: string };

/** One provider's models that chat. */
export interface Shelf {
  provider: Provider;
  models: readonly Model[];
}

/** Most models of chats before that stand above all others. */
const MOST_RECENT = 3;
/** With fewer, everything is in sight anyway. */
const WORTH_RECENTS = 6;

/** How a favourite is stored: an id of ours has no space. */
const modelKey = ({ providerId, modelId }: Pick<ModelRef, 'providerId' | 'modelId'>) =>
  `${providerId} ${modelId}`;

export const keyOfChoice = ({ provider, model }: Pick<Choice, 'provider' | 'model'>) =>
  modelKey({ providerId: provider.id, modelId: model.id });

/**
 * The rows of the picker. First the favourites, then the models of the newest chats, then the others provider after
 * provider; each stands once. A query leaves what has its words, in the same order.
 * @param recent - The models of chats, the newest first.
 */
export function shelve(
  shelves: readonly Shelf[],
  given: { favourites: readonly string[]; recent: readonly ModelRef[]; query: string },
): ShelfRow[] {
  const all = shelves.map((shelf) => ({ ...shelf, choices: choicesOf(shelf, given.query) }));
  const byKey = new Map(
    all.flatMap(({ choices }) => choices.map((one) => [keyOfChoice(one), one])),
  );
  const taken = new Set<string>();
  const take = (keys: Iterable<string>, most: number): Choice[] => {
    const found: Choice[] = [];
    for (const key of keys) {
      const choice = byKey.get(key);
      if (!choice || taken.has(key) || found.length >= most) continue;
      taken.add(key);
      found.push(choice);
    }
    return found;
  };
  const favourites = take(given.favourites, Infinity);
  const count = shelves.reduce((sum, { models }) => sum + models.length, 0);
  const recent = take(newest(given.recent), count >= WORTH_RECENTS ? MOST_RECENT : 0);
  const rest = all.map(({ provider, choices }) => ({
    text: provider.label,
    choices: choices
      .filter((choice) => !taken.has(keyOfChoice(choice)))
      .map((choice): Choice => ({ ...choice, inGroup: true })),
  }));
  return [{ text: 'Favourites', choices: favourites }, { text: 'Recent', choices: recent }, ...rest]
    .filter(({ choices }) => choices.length > 0)
    .flatMap(({ text, choices }) => [{ kind: 'heading' as const, text }, ...choices]);
}

function choicesOf({ provider, models }: Shelf, query: string): Choice[] {
  return filterModels(models, query).map((model) => ({ kind: 'choice', provider, model }));
}

/** No more of them than could be shown, whatever became of the models: a person may have thousands of chats. */
function newest(refs: readonly ModelRef[]): Set<string> {
  const keys = new Set<string>();
  for (const ref of refs) {
    keys.add(modelKey(ref));
    if (keys.size >= 4 * MOST_RECENT) break;
  }
  return keys;
}
