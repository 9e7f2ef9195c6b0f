import type { ProbeTarget } from '../core/doctor/probe';
import type { Diagnosis, PageFacts, ProbeOutcome } from '../core/doctor/types';
import type { Clock } from '../core/ports';
import type { Provider } from '../core/providers/types';
import type { Fetch } from '../lib/fetch';

export type FetchFor = (provider: Pick<Provider, 'label' | 'baseUrl' | 'demo'>) => Fetch;

export interface ExamineTools {
  clock: Clock;
  page: PageFacts;
  /** A fetch whose requests appear in the log under this name; the demo's never leaves the page. */
  fetchFor: FetchFor;
  /** Called with a failed connection's cause and the server's words, for the log. */
  onFailure: (by: string, words: string) => void;
}

export interface Examination {
  outcome: ProbeOutcome;
  diagnosis: Diagnosis;
}

/** Asks a server for its models and judges what came back; throws only when aborted. */
export type Examine = (
  target: ProbeTarget,
  provider: Pick<Provider, 'label' | 'baseUrl' | 'demo' | 'preset'>,
  signal: AbortSignal,
) => Promise<Examination>;

/** The doctor loads when a server is first asked: the first screen does without. */
export function createExamine(tools: ExamineTools): Examine {
  return async (target, provider, signal) => {
    const [{ probe }, { diagnose }] = await Promise.all([
      import('../core/doctor/probe'),
      import('../core/doctor/diagnose'),
    ]);
    const fetch = tools.fetchFor(provider);
    const outcome = await probe(target, { fetch, now: tools.clock.now, signal });
    const diagnosis = diagnose(outcome, tools.page, provider.preset);
    if (diagnosis.cause !== 'ok') {
      const words = [diagnosis.cause, diagnosis.serverWords].filter(Boolean).join(' · ');
      tools.onFailure(provider.label, words);
    }
    return { outcome, diagnosis };
  };
}
