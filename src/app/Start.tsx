import { type JSX, Show } from 'solid-js';
import type { StartProps } from '../features/chat/slots';
import DoctorReport from '../features/doctor/DoctorReport';
import { InstallGuide } from '../features/help/InstallGuide';
import { NoModel } from '../features/providers/NoModel';
import { StartScreen } from '../features/providers/StartScreen';
import { ProvidersContext } from '../state/providers';

/** A new chat without a model: the start screen, with what it shows of other features, or why a provider has none. */
export default function Start(props: StartProps): JSX.Element {
  const providers = ProvidersContext.use();
  const own = () => providers.list.find((provider) => !provider.demo);
  return (
    <Show
      when={own()}
      fallback={
        <StartScreen doctor={DoctorReport} install={InstallGuide} onReady={() => props.onReady()} />
      }
    >
      {(provider) => <NoModel provider={provider()} onReady={() => props.onReady()} />}
    </Show>
  );
}
