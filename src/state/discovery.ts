import type { Clock } from '../core/ports';
import { connectionOf, isSameConnection } from '../core/providers/connection';
import type { Provider } from '../core/providers/types';
import type { ListedModel } from '../protocol/openai/models';
import type { FetchFor } from './examine';

export interface DiscoveryTools {
  clock: Clock;
  fetchFor: FetchFor;
  /** The provider as it is now, as a plain object. */
  get: (id: string) => Provider | undefined;
  /** Runs a change after those that are under way. */
  inTurn: (work: () => Promise<void>) => Promise<void>;
  save: (provider: Provider, before: Provider) => Promise<void>;
}

export interface Discoveries {
  /**
   * Finds out in the background what answers behind a provider that has just listed these models; a run that is under
   * way for it ends. What is found is saved in one write, unless the connection or the list has changed meanwhile.
   */
  start(provider: Provider, models: readonly ListedModel[]): void;
  stop(id: string): void;
}

/** Knowing a server better is a gift: whatever goes wrong leaves the list as it is, and troubles nobody. */
export function createDiscoveries(tools: DiscoveryTools): Discoveries {
  const running = new Map<string, AbortController>();
  const stop = (id: string) => running.get(id)?.abort();

  async function run(
    asked: Provider,
    listedNow: readonly ListedModel[],
    signal: AbortSignal,
  ): Promise<void> {
    // The store changes its records in place: what is found belongs to the connection as it was when it was asked.
    const { provider, models } = structuredClone({ provider: asked, models: listedNow });
    const { discover } = await import('../core/servers/discover');
    const connection = { ...connectionOf(provider), fetch: tools.fetchFor(provider), signal };
    const found = await discover({ ...connection, preset: provider.preset, models }, tools.clock);
    await tools.inTurn(async () => {
      const current = tools.get(provider.id);
      if (signal.aborted || !current || !isSameConnection(current, provider)) return;
      const { listed } = current;
      // Another tab has listed the models since, and looks for itself.
      if (!listed || listed.at !== provider.listed?.at) return;
      const { server } = found;
      const next = { ...current, server, listed: { ...listed, models: found.models } };
      await tools.save(next, current);
    });
  }

  return {
    stop,
    start(provider, models) {
      stop(provider.id);
      if (provider.demo) return;
      const controller = new AbortController();
      running.set(provider.id, controller);
      run(provider, models, controller.signal).catch(() => {});
    },
  };
}
