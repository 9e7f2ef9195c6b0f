import { createSignal, Show, Suspense } from 'solid-js';
import { Button } from '../../ui/Button';
import { Coming } from '../../ui/Coming';
import { late } from '../../ui/late';
import { ImportButton } from './ImportButton';

const ExportDialog = late(() => import('./ExportDialog'));

export interface TransferButtonsProps {
  /** On a provider's page: export may be limited to it. */
  providerId?: string;
}

/** The way in and out for providers.json. */
export function TransferButtons(props: TransferButtonsProps) {
  const [exporting, setExporting] = createSignal(false);
  return (
    <>
      <ImportButton takesOpened={props.providerId === undefined} />
      <Button icon="download" onClick={() => setExporting(true)}>
        Export providers.json
      </Button>
      {/* A boundary of its own: the page must not wait for the dialog's code. */}
      <Suspense fallback={<Coming />}>
        <Show when={exporting()}>
          <ExportDialog providerId={props.providerId} onClose={() => setExporting(false)} />
        </Show>
      </Suspense>
    </>
  );
}
