import type { ChatSuspicion } from '../core/doctor/probe-chat';
import type { ProbeTarget } from '../core/doctor/probe';
import type { ProbeStep } from '../core/doctor/steps';
import type { Cause, Diagnosis, PageFacts, ProbeOutcome } from '../core/doctor/types';
import type { Clock, LocalNetwork } from '../core/ports';
import type { Provider } from '../core/providers/types';
import type { Fetch } from '../lib/fetch';

type Named = Pick<Provider, 'label' | 'baseUrl' | 'demo' | 'preset' | 'server'>;

export type FetchFor = (provider: Pick<Provider, 'label' | 'baseUrl' | 'demo'>) => Fetch;

export interface ExamineTools {
  clock: Clock;
  page: PageFacts;
  /** Absent: no browser to ask, as in tests. */
  localNetwork?: LocalNetwork;
  /** A fetch whose requests appear in the log under this name; the demo's never leaves the page. */
  fetchFor: FetchFor;
  /** Called with a failed connection's cause and the server's words, for the log. */
  onFailure: (by: string, words: string) => void;
}

export interface Examination {
  outcome: ProbeOutcome;
  diagnosis: Diagnosis;
  steps: readonly ProbeStep[];
}

export type OnSteps = (steps: readonly ProbeStep[]) => void;

export interface Examine {
  /** Asks a server for its models and judges what came back; throws only when aborted. */
  (
    target: ProbeTarget,
    provider: Named,
    signal: AbortSignal,
    onSteps?: OnSteps,
  ): Promise<Examination>;
  /**
   * The same, and then sends an empty request to the chat route, to find out why messages fail; `suspicion` is what
   * became of one, if any. Only when a person asks for it.
   */
  chat(
    target: ProbeTarget,
    provider: Named,
    suspicion: ChatSuspicion,
    signal: AbortSignal,
    onSteps?: OnSteps,
  ): Promise<Examination>;
  /** One gentle look whether a connection that failed for this cause may work now; throws only when aborted. */
  glance(target: ProbeTarget, provider: Named, cause: Cause, signal: AbortSignal): Promise<boolean>;
}

/** The doctor loads when a server is first asked: the first screen does without. */
export function createExamine(tools: ExamineTools): Examine {
  const late = () =>
    import('./examine-late').then(({ createLateExamine }) => createLateExamine(tools));
  const examine: Examine = async (...args) => (await late()).list(...args);
  examine.chat = async (...args) => (await late()).chat(...args);
  examine.glance = async (...args) => (await late()).glance(...args);
  return examine;
}
