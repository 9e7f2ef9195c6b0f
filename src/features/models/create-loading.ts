import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { type LoadOrder, orderLoad } from '../../core/servers/load-model';
import { reasonOf } from '../../lib/reason';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';

/** What became of the last order about a model. */
export type LoadState = { kind: 'running'; order: LoadOrder } | { kind: 'failed'; words: string };

export interface Loading {
  /** Undefined when nothing was ordered, or it is done. */
  of(modelId: string): LoadState | undefined;
  /** Gives the order, waits, and asks for the list again; an order under way for the same model ends. */
  run(modelId: string, order: LoadOrder): void;
  /** Ends the waiting; the server may go on by itself. */
  stop(modelId: string): void;
}

/** Loads and unloads models of a provider, each at a press; leaving the page ends the waiting. Owned. */
export function createLoading(providerId: Accessor<string>): Loading {
  const providers = ProvidersContext.use();
  const { clock } = ServicesContext.use();
  const [states, setStates] = createSignal<ReadonlyMap<string, LoadState>>(new Map());
  const running = new Map<string, AbortController>();
  onCleanup(() => running.forEach((controller) => controller.abort()));

  function set(modelId: string, state: LoadState | undefined): void {
    const next = new Map(states());
    if (state) next.set(modelId, state);
    else next.delete(modelId);
    setStates(next);
  }

  async function obey(modelId: string, order: LoadOrder, signal: AbortSignal): Promise<void> {
    const provider = providers.get(providerId());
    if (!provider) return;
    if (!(await providers.unlock(provider))) return set(modelId, undefined);
    const { id } = provider;
    const fetch = providers.fetchFor(provider);
    const outcome = await orderLoad(provider, modelId, order, { fetch, clock, signal });
    if (outcome.kind === 'done') await providers.refresh(id);
    if (signal.aborted) return;
    set(modelId, outcome.kind === 'failed' ? outcome : undefined);
  }

  function stop(modelId: string): void {
    running.get(modelId)?.abort();
    running.delete(modelId);
    set(modelId, undefined);
  }

  return {
    of: (modelId) => states().get(modelId),
    stop,
    run(modelId, order) {
      stop(modelId);
      const controller = new AbortController();
      running.set(modelId, controller);
      set(modelId, { kind: 'running', order });
      obey(modelId, order, controller.signal).catch((error: unknown) => {
        if (!controller.signal.aborted) set(modelId, { kind: 'failed', words: reasonOf(error) });
      });
    },
  };
}
