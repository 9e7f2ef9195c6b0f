import { type Accessor, type Component, type JSX, Show, Suspense } from 'solid-js';
import { examinedOf } from '../../core/doctor/examined';
import { ProvidersContext } from '../../state/providers';
import type { Attempt, Connect } from './create-connect';
import type { DoctorProps } from './slots';

export interface ConnectDoctorProps {
  doctor: Component<DoctorProps>;
  connect: Connect;
  /** False once the form says something else: then nobody waits for what was asked. */
  isAsTyped?: boolean;
  /** What can be done about the attempt. */
  actions: (attempt: Accessor<Attempt>) => JSX.Element;
}

/** The doctor on the last attempt to connect, which connects by itself once that works; nothing before the first. */
export function ConnectDoctor(props: ConnectDoctorProps): JSX.Element {
  const providers = ProvidersContext.use();
  const asked = () => props.connect.attempt()?.draft;
  const watch: DoctorProps['watch'] = {
    glance: async (cause, signal) => {
      const draft = asked();
      return draft !== undefined && providers.glance(draft, cause, signal);
    },
    onFixed: () => {
      const draft = asked();
      if (draft) void props.connect.run(draft, true);
    },
  };
  return (
    // A boundary of its own: what stands around it must not wait for the doctor's code.
    <Suspense>
      <Show when={props.connect.attempt()}>
        {(attempt) => (
          <props.doctor
            diagnosis={attempt().result?.diagnosis}
            target={attempt().target}
            steps={props.connect.steps()}
            examined={examinedOf({ ...attempt().draft, baseUrl: attempt().draft.input })}
            watch={(props.isAsTyped ?? true) ? watch : undefined}
            actions={props.actions(attempt)}
          />
        )}
      </Show>
    </Suspense>
  );
}
