import { createSignal, onCleanup, type Accessor } from 'solid-js';
import type { ProbeStep } from '../../core/doctor/steps';
import type { Diagnosis, ProbeOutcome } from '../../core/doctor/types';
import { parseBaseUrl } from '../../core/providers/base-url';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext, type ProviderDraft } from '../../state/providers';
import { reasonOf } from '../../lib/reason';
import type { Examination } from '../../state/examine';

/** One press of `Connect`, and what came of it. */
export interface Attempt {
  /** What is being asked, for people. */
  target: string;
  draft: ProviderDraft;
  result?: Examination;
}

export type Answered = Extract<ProbeOutcome, { kind: 'ok' }>;

/** A connection that works, and how it was found. */
export interface Found {
  outcome: Answered;
  examination: Examination;
  /** True when no press of `Connect` found it: it failed, and works now. */
  byWatching: boolean;
}

export interface Connect {
  /** The attempt that runs or failed last. */
  attempt: Accessor<Attempt | undefined>;
  /** What the attempt asked so far. */
  steps: Accessor<readonly ProbeStep[]>;
  isLooking: Accessor<boolean>;
  /** Asks the server; a running attempt ends first. Resolves with the failure, or undefined when there is none. */
  run(draft: ProviderDraft, byWatching?: boolean): Promise<Diagnosis | undefined>;
  /** Ends a running attempt and forgets the last one. */
  clear(): void;
}

/** The attempts of a form to reach a server, at most one at a time; `onFound` may save and throw. Owned. */
export function createConnect(onFound: (found: Found) => Promise<void>): Connect {
  const providers = ProvidersContext.use();
  const notices = NoticesContext.use();
  const [attempt, setAttempt] = createSignal<Attempt>();
  const [steps, setSteps] = createSignal<readonly ProbeStep[]>([]);
  let controller: AbortController | undefined;
  onCleanup(() => controller?.abort());

  async function run(draft: ProviderDraft, byWatching = false): Promise<Diagnosis | undefined> {
    controller?.abort();
    const own = new AbortController();
    controller = own;
    const target = hostIn(draft.input);
    setSteps([]);
    setAttempt({ target, draft });
    const note = (now: readonly ProbeStep[]) => {
      if (!own.signal.aborted) setSteps(now);
    };
    try {
      const result = await providers.probe(draft, own.signal, note);
      if (own.signal.aborted) return undefined;
      const { outcome, diagnosis } = result;
      // A list without models is an answer, but nothing to chat with: the doctor says what to do.
      if (outcome.kind === 'ok' && diagnosis.cause === 'ok') {
        await onFound({ outcome, examination: result, byWatching });
        return undefined;
      }
      setAttempt({ target, draft, result });
      return diagnosis;
    } catch (error) {
      if (own.signal.aborted) return undefined;
      setAttempt(undefined);
      notices.warn(`The provider was not saved. ${reasonOf(error)}`, 'storage');
      return undefined;
    }
  }

  return {
    attempt,
    steps,
    isLooking: () => attempt() !== undefined && attempt()?.result === undefined,
    run,
    clear() {
      controller?.abort();
      setAttempt(undefined);
    },
  };
}

function hostIn(input: string): string {
  const address = parseBaseUrl(input);
  return address.kind === 'ok' ? new URL(address.origin).host : input;
}
