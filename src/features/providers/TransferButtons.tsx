import { createEffect, createSignal, onMount, Show, Suspense } from 'solid-js';
import type { Problem } from '../../core/providers/json-path';
import type { PickedText } from '../../core/ports';
import { openedSetup } from '../../state/opened-files';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { late } from '../../ui/late';
import type { ImportDialogProps } from './ImportDialog';
import { ProblemList } from './ProblemList';
import css from './transfer.module.css';

const ImportDialog = late(() => import('./ImportDialog'));
const ExportDialog = late(() => import('./ExportDialog'));

export interface TransferButtonsProps {
  /** On a provider's page: export may be limited to it. */
  providerId?: string;
}

interface Refusal {
  name: string;
  problems: readonly Problem[];
}

/** The way in and out for providers.json; a file that cannot be read is explained and changes nothing. */
export function TransferButtons(props: TransferButtonsProps) {
  const { files } = ServicesContext.use();
  const [refusal, setRefusal] = createSignal<Refusal>();
  const [incoming, setIncoming] =
    createSignal<Pick<ImportDialogProps, 'name' | 'file' | 'warnings'>>();
  const [exporting, setExporting] = createSignal(false);

  async function pick(): Promise<void> {
    setRefusal(undefined);
    const picked = await files.pickText('.json,application/json');
    if (picked) await look(picked);
  }

  async function look(picked: PickedText): Promise<void> {
    setRefusal(undefined);
    const { decode, tooLarge } = await import('../../core/providers/codec');
    const refuse = (message: string) =>
      setRefusal({ name: picked.name, problems: [{ path: '', message }] });
    if (picked.kind === 'too-large') {
      refuse(tooLarge(picked.bytes) ?? 'The file is too large.');
      return;
    }
    if (picked.kind === 'unreadable') {
      refuse('The browser could not read the file. Was it moved or deleted?');
      return;
    }
    const decoded = decode(picked.text);
    if (decoded.ok) setIncoming({ name: picked.name, ...decoded });
    else setRefusal({ name: picked.name, problems: decoded.problems });
  }
  // One that the system opened with the app.
  createEffect(() => {
    const picked = props.providerId === undefined ? openedSetup.take() : undefined;
    if (picked) void look(picked);
  });

  return (
    <>
      <Button icon="upload" onClick={() => void pick()}>
        Import providers.json
      </Button>
      <Button icon="download" onClick={() => setExporting(true)}>
        Export providers.json
      </Button>
      <Show when={refusal()} keyed>
        {(current) => <RefusalNotice refusal={current} />}
      </Show>
      {/* A boundary of its own: the page must not wait for the dialog's code. */}
      <Suspense>
        <Show when={incoming()}>
          {(current) => (
            <ImportDialog
              name={current().name}
              file={current().file}
              warnings={current().warnings}
              onClose={() => setIncoming(undefined)}
            />
          )}
        </Show>
        <Show when={exporting()}>
          <ExportDialog providerId={props.providerId} onClose={() => setExporting(false)} />
        </Show>
      </Suspense>
    </>
  );
}

function RefusalNotice(props: { refusal: Refusal }) {
  return (
    <div
      ref={(element) => onMount(() => element.scrollIntoView({ block: 'nearest' }))}
      class={css['refusal']}
    >
      <Notice tone="red" role="alert" icon="warning">
        <p class={css['refused']}>{props.refusal.name} was not imported. Nothing was changed.</p>
        <ProblemList problems={props.refusal.problems} />
      </Notice>
    </div>
  );
}
