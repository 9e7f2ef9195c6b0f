import type { JSX } from 'solid-js';
import type { StartProps } from '../features/chat/slots';
import DoctorReport from '../features/doctor/DoctorReport';
import { InstallGuide } from '../features/help/InstallGuide';
import { StartScreen } from '../features/providers/StartScreen';

/** The start screen with what it shows of other features. */
export default function Start(props: StartProps): JSX.Element {
  return (
    <StartScreen doctor={DoctorReport} install={InstallGuide} onReady={() => props.onReady()} />
  );
}
