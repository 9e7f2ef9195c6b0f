import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import type { MessageError } from '../../core/chat/types';
import type { ChatSuspicion } from '../../core/doctor/probe-chat';
import { examinedOf } from '../../core/doctor/examined';
import type { ProbeStep } from '../../core/doctor/steps';
import { connectionOf } from '../../core/providers/connection';
import { reasonOf } from '../../lib/reason';
import type { Examination } from '../../state/examine';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { Button } from '../../ui/Button';
import DoctorReport from './DoctorReport';

export interface MessageDoctorProps {
  providerId: string;
  /** What became of the message. */
  error: MessageError;
  onClose: () => void;
}

/** The doctor beside a message that failed: why, by asking the model list and then the chat route for nothing. */
export default function MessageDoctor(props: MessageDoctorProps) {
  const providers = ProvidersContext.use();
  const notices = NoticesContext.use();
  const [steps, setSteps] = createSignal<readonly ProbeStep[]>([]);
  const [result, setResult] = createSignal<Examination>();
  const provider = () => providers.get(props.providerId);
  let controller: AbortController | undefined;

  async function examine(suspicion: ChatSuspicion): Promise<void> {
    controller?.abort();
    const own = new AbortController();
    controller = own;
    setResult(undefined);
    setSteps([]);
    const note = (now: readonly ProbeStep[]) => {
      if (!own.signal.aborted) setSteps(now);
    };
    try {
      const found = await providers.examineChat(props.providerId, suspicion, own.signal, note);
      if (!own.signal.aborted) setResult(found);
    } catch (failure) {
      if (own.signal.aborted) return;
      props.onClose();
      notices.warn(`The connection could not be examined. ${reasonOf(failure)}`, 'internal');
    }
  }

  onMount(() => void examine(props.error));
  onCleanup(() => controller?.abort());

  const watch = {
    glance: async (cause: Examination['diagnosis']['cause'], signal: AbortSignal) => {
      const current = provider();
      if (!current) return false;
      const target = { ...connectionOf(current), input: current.baseUrl };
      return providers.glance(target, cause, signal);
    },
    onFixed: () => void examine('failed-before'),
  };

  return (
    <Show when={provider()}>
      {(current) => (
        <DoctorReport
          diagnosis={result()?.diagnosis}
          target={current().label}
          steps={steps()}
          examined={examinedOf(current())}
          watch={watch}
          actions={
            <>
              <Button
                size="small"
                icon="retry"
                busy={!result()}
                onClick={() => void examine('failed-before')}
              >
                Test again
              </Button>
              <Button size="small" variant="quiet" onClick={() => props.onClose()}>
                Close
              </Button>
            </>
          }
        />
      )}
    </Show>
  );
}
