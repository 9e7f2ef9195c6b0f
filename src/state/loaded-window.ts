import { discover } from '../core/servers/discover';
import type { ServerKind } from '../core/servers/types';
import type { Limit } from '../core/models/types';
import type { Clock } from '../core/ports';
import { connectionOf } from '../core/providers/connection';
import type { Provider } from '../core/providers/types';
import type { ProvidersState } from './providers';
import { windowOf } from './window-of';

/** They tell the window of a loaded model alone (protocol.md §1.1, §1.2), and load it with the first message. */
const tellWhenLoaded: readonly ServerKind[] = ['lm-studio', 'ollama'];

/** Asked once for each model: a server that does not tell now will not tell with the next answer. */
const asked = new Set<string>();

/**
 * The window that a model was loaded with for the answer that has just ended, where the server tells it only now; the
 * one known before otherwise. What is found is noted on the provider. Never rejects.
 */
export async function lookForLoadedWindow(
  provider: Provider,
  modelId: string,
  known: Limit | undefined,
  { providers, clock }: { providers: ProvidersState; clock: Clock },
): Promise<Limit | undefined> {
  const { listed, server, preset } = provider;
  const isTold =
    known?.source !== 'server-trained' || !tellWhenLoaded.includes(server?.kind ?? 'unknown');
  const name = `${provider.id} ${modelId}`;
  if (isTold || !listed || asked.has(name)) return known;
  asked.add(name);
  try {
    const { signal } = new AbortController();
    const connection = { ...connectionOf(provider), fetch: providers.fetchFor(provider), signal };
    const found = await discover({ ...connection, preset, models: listed.models }, clock);
    await providers.note(provider, (current) =>
      // A list that came meanwhile knows better.
      current.listed?.at === listed.at ? { listed: { ...listed, models: found.models } } : {},
    );
    return windowOf({ ...provider, listed: { ...listed, models: found.models } }, modelId);
  } catch {
    // Knowing a server better is a gift.
    return known;
  }
}
