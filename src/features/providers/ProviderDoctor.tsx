import {
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  Show,
  Suspense,
  untrack,
  type Component,
} from 'solid-js';
import { examinedOf } from '../../core/doctor/examined';
import type { ProbeStep } from '../../core/doctor/steps';
import type { Diagnosis } from '../../core/doctor/types';
import { connectionOf } from '../../core/providers/connection';
import type { Provider } from '../../core/providers/types';
import { ProvidersContext, type ProviderStatus } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import type { Checkup } from './create-checkup';
import type { DoctorProps } from './slots';

export interface ProviderDoctorProps {
  provider: Provider;
  doctor: Component<DoctorProps>;
  /** A test that was asked for by its button; it stays until it is closed. */
  checkup: Checkup | undefined;
  onCheckup: () => void;
  onCloseCheckup: () => void;
  onTest: () => void;
}

/** A look that takes less needs no words beside the badge that says it. */
const QUIET_MS = 4_000;
/** How long a connection that mended itself is news. */
const NEWS_MS = 10_000;

interface View {
  diagnosis?: Diagnosis;
  steps?: readonly ProbeStep[];
  since?: number;
}

/** The doctor of a saved provider: after a failure, while that is tested again, for a slow server, and when asked. */
export function ProviderDoctor(props: ProviderDoctorProps) {
  const providers = ProvidersContext.use();
  const { clock } = ServicesContext.use();
  const status = () => providers.status(props.provider.id);
  const isNews = () => {
    const current = status();
    return current.kind === 'connected' && current.mended !== undefined
      ? clock.now() - current.at < NEWS_MS
      : false;
  };
  const [open, setOpen] = createSignal(untrack(isNews));
  let isMending = false;

  createEffect(
    on([() => status().kind, () => sinceOf(status())], ([kind]) => {
      if (kind === 'looking') return onCleanup(clock.after(QUIET_MS, () => setOpen(true)));
      setOpen(kind === 'failed' || (kind === 'connected' && (isMending || isNews())));
      isMending = false;
    }),
  );

  const view = createMemo<View | undefined>(() => {
    if (props.checkup) return viewOfCheckup(props.checkup);
    return open() ? viewOf(status()) : undefined;
  });
  const target = () => ({ ...connectionOf(props.provider), input: props.provider.baseUrl });
  const watch: DoctorProps['watch'] = {
    glance: (cause, signal) => providers.glance(target(), cause, signal),
    onFixed: () => {
      isMending = true;
      testAgain();
    },
  };
  const testAgain = () => (props.checkup ? props.onCheckup() : props.onTest());
  const close = () => {
    props.onCloseCheckup();
    setOpen(false);
  };

  return (
    <Suspense>
      <Show when={view()}>
        {(current) => (
          <props.doctor
            diagnosis={current().diagnosis}
            target={props.provider.baseUrl}
            since={current().since}
            steps={current().steps}
            examined={examinedOf(props.provider)}
            watch={props.provider.demo ? undefined : watch}
            actions={
              <>
                <Button
                  size="small"
                  icon="retry"
                  busy={status().kind === 'looking'}
                  onClick={testAgain}
                >
                  Test again
                </Button>
                <Show when={current().diagnosis?.cause === 'ok' || props.checkup?.result}>
                  <Button size="small" variant="quiet" onClick={close}>
                    Close
                  </Button>
                </Show>
              </>
            }
          />
        )}
      </Show>
    </Suspense>
  );
}

function sinceOf(status: ProviderStatus): number | undefined {
  return status.kind === 'looking' ? status.since : undefined;
}

function viewOf(status: ProviderStatus): View | undefined {
  switch (status.kind) {
    case 'failed':
      return { diagnosis: status.diagnosis, steps: status.steps };
    case 'looking':
      return { since: status.since, steps: status.steps ?? [] };
    case 'connected':
      return status.mended ?? status.checkup;
    case 'unknown':
      return undefined;
  }
}

function viewOfCheckup({ since, steps, result }: Checkup): View {
  return { since, steps, ...(result && { diagnosis: result.diagnosis }) };
}
