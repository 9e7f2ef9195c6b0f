import { createSignal, onCleanup, type Accessor } from 'solid-js';
import type { ProbeStep } from '../../core/doctor/steps';
import type { Provider } from '../../core/providers/types';
import type { Examination } from '../../state/examine';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';

/** A test that a person asked for, of the chat route too. */
export interface Checkup {
  since: number;
  steps: readonly ProbeStep[];
  result?: Examination;
}

/** Runs `Test connection`, at most one at a time; `checkup` is the one that runs or ended last. Owned. */
export function createCheckup(provider: Accessor<Provider>): {
  checkup: Accessor<Checkup | undefined>;
  run(): Promise<void>;
  clear(): void;
} {
  const providers = ProvidersContext.use();
  const { clock } = ServicesContext.use();
  const [checkup, setCheckup] = createSignal<Checkup>();
  let controller: AbortController | undefined;
  onCleanup(() => controller?.abort());

  async function run(): Promise<void> {
    controller?.abort();
    const own = new AbortController();
    controller = own;
    const since = clock.now();
    setCheckup({ since, steps: [] });
    const note = (steps: readonly ProbeStep[]) => {
      if (!own.signal.aborted) setCheckup({ since, steps });
    };
    try {
      const result = await providers.examineChat(provider().id, undefined, own.signal, note);
      if (own.signal.aborted) return;
      setCheckup(result && { since, steps: result.steps, result });
      // The page's own words on the connection, and its models, follow what the test saw.
      await providers.refresh(provider().id);
    } catch (error) {
      if (own.signal.aborted) return;
      setCheckup(undefined);
      throw error;
    }
  }

  return {
    checkup,
    run,
    clear() {
      controller?.abort();
      setCheckup(undefined);
    },
  };
}
