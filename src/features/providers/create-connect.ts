import { createSignal, onCleanup, type Accessor } from 'solid-js';
import type { Diagnosis, ProbeOutcome } from '../../core/doctor/types';
import { parseBaseUrl } from '../../core/providers/base-url';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext, type ProviderDraft } from '../../state/providers';
import { reasonOf } from '../../lib/reason';

/** One press of `Connect`, and what came of it. */
export interface Attempt {
  /** What is being asked, for people. */
  target: string;
  result?: { outcome: ProbeOutcome; diagnosis: Diagnosis };
}

export type Answered = Extract<ProbeOutcome, { kind: 'ok' }>;

export interface Connect {
  /** The attempt that runs or failed last. */
  attempt: Accessor<Attempt | undefined>;
  isLooking: Accessor<boolean>;
  /** Asks the server; a running attempt ends first. Resolves with the failure, or undefined when there is none. */
  run(draft: ProviderDraft): Promise<Diagnosis | undefined>;
  /** Ends a running attempt and forgets the last one. */
  clear(): void;
}

/** The attempts of a form to reach a server, at most one at a time; `onAnswer` may save and throw. Owned. */
export function createConnect(onAnswer: (outcome: Answered) => Promise<void>): Connect {
  const providers = ProvidersContext.use();
  const notices = NoticesContext.use();
  const [attempt, setAttempt] = createSignal<Attempt>();
  let controller: AbortController | undefined;
  onCleanup(() => controller?.abort());

  async function run(draft: ProviderDraft): Promise<Diagnosis | undefined> {
    controller?.abort();
    const own = new AbortController();
    controller = own;
    const target = hostIn(draft.input);
    setAttempt({ target });
    try {
      const result = await providers.probe(draft, own.signal);
      if (own.signal.aborted) return undefined;
      const { outcome, diagnosis } = result;
      // A list without models is an answer, but nothing to chat with: the doctor says what to do.
      if (outcome.kind === 'ok' && diagnosis.cause === 'ok') {
        await onAnswer(outcome);
        return undefined;
      }
      setAttempt({ target, result });
      return diagnosis;
    } catch (error) {
      if (own.signal.aborted) return undefined;
      setAttempt(undefined);
      notices.warn(`The provider was not saved. ${reasonOf(error)}`);
      return undefined;
    }
  }

  return {
    attempt,
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
