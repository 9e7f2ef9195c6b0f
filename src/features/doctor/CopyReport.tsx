import { createSignal } from 'solid-js';
import { reportText, type Examined } from '../../core/doctor/report';
import type { ProbeStep } from '../../core/doctor/steps';
import type { Diagnosis } from '../../core/doctor/types';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';

export interface CopyReportProps {
  diagnosis: Diagnosis;
  examined: Examined;
  steps: readonly ProbeStep[];
}

/** Copies what was found as text to send to whoever helps; no key is in it. */
export function CopyReport(props: CopyReportProps) {
  const { clipboard, clock, page } = ServicesContext.use();
  const providers = ProvidersContext.use();
  const [copied, setCopied] = createSignal<boolean>();
  const report = () =>
    reportText({
      diagnosis: props.diagnosis,
      examined: props.examined,
      steps: props.steps,
      page,
      at: clock.now(),
      version: __APP_VERSION__,
      secrets: providers.keys(),
    });
  const copy = async () => setCopied(await clipboard.writeText(report()));
  const words = () => {
    if (copied() === undefined) return 'Copy report';
    return copied() ? 'Report copied' : 'The browser refused to copy';
  };
  return (
    <Button
      size="small"
      variant="quiet"
      icon={copied() ? 'check' : 'copy'}
      onClick={() => void copy()}
    >
      {words()}
    </Button>
  );
}
