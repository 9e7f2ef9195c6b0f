import {
  createEffect,
  createSignal,
  on,
  onCleanup,
  Show,
  Suspense,
  type Component,
} from 'solid-js';
import type { Provider } from '../../core/providers/types';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import type { DoctorProps } from './slots';

export interface ProviderDoctorProps {
  provider: Provider;
  doctor: Component<DoctorProps>;
  onTest: () => void;
}

/** A look that takes less needs no words beside the badge that says it. */
const QUIET_MS = 4_000;

/** The doctor of a saved provider: after a failure, while that is tested again, and for a server that is slow to answer. */
export function ProviderDoctor(props: ProviderDoctorProps) {
  const providers = ProvidersContext.use();
  const { clock } = ServicesContext.use();
  const status = () => providers.status(props.provider.id);
  const [open, setOpen] = createSignal(false);
  const failure = () => {
    const current = status();
    return current.kind === 'failed' ? current : undefined;
  };
  const since = () => {
    const current = status();
    return current.kind === 'looking' ? current.since : undefined;
  };

  createEffect(
    on([() => status().kind, since], ([kind]) => {
      if (kind === 'looking') onCleanup(clock.after(QUIET_MS, () => setOpen(true)));
      else setOpen(kind === 'failed');
    }),
  );

  return (
    <Suspense>
      <Show when={open()}>
        <props.doctor
          diagnosis={failure()?.diagnosis}
          target={props.provider.baseUrl}
          since={since()}
          actions={
            <Button
              size="small"
              icon="retry"
              busy={status().kind === 'looking'}
              onClick={() => props.onTest()}
            >
              Test again
            </Button>
          }
        />
      </Show>
    </Suspense>
  );
}
