import { isSameConnection } from '../core/providers/connection';
import type { Provider } from '../core/providers/types';
import type { Clock } from '../core/ports';
import type { ListedModel } from '../protocol/openai/models';
import type { FetchFor } from './examine';

export interface DiscoveryTools {
  clock: Clock;
  fetchFor: FetchFor;
  /** The provider as it is now, as a plain object. */
  get: (id: string) => Provider | undefined;
  /** Runs a change after those that are under way. */
  inTurn: (work: () => Promise<void>) => Promise<void>;
  save: (provider: Provider) => Promise<void>;
}

export interface Discoveries {
  /**
   * Finds out in the background what answers behind a provider that has just listed these models; a run that is under
   * way for it ends. What is found is saved at once, unless the connection or the list is another by then.
   */
  start(provider: Provider, models: readonly ListedModel[]): void;
  stop(id: string): void;
}

/** Knowing the server better is a gift: whatever goes wrong here leaves the list as it is, and nobody is told. */
export function createDiscoveries(tools: DiscoveryTools): Discoveries {
  const running = new Map<string, AbortController>();

  function stop(id: string): void {
    running.get(id)?.abort();
    running.delete(id);
  }

  async function run(
    provider: Provider,
    listed: readonly ListedModel[],
    signal: AbortSignal,
  ): Promise<void> {
    const { discover } = await import('../core/servers/discover');
    const fetch = tools.fetchFor(provider);
    const { server, models } = await discover(provider, listed, {
      fetch,
      clock: tools.clock,
      signal,
    });
    await tools.inTurn(async () => {
      const current = tools.get(provider.id);
      if (signal.aborted || !current?.listed || !isSameConnection(current, provider)) return;
      // Another tab has listed the models since, and looks for itself.
      if (current.listed.at !== provider.listed?.at) return;
      await tools.save({ ...current, server, listed: { ...current.listed, models } });
    });
  }

  return {
    stop,
    start(provider, models) {
      stop(provider.id);
      if (provider.demo) return;
      const controller = new AbortController();
      running.set(provider.id, controller);
      void run(provider, models, controller.signal)
        .catch(() => {})
        .finally(() => {
          if (running.get(provider.id) === controller) running.delete(provider.id);
        });
    },
  };
}
