import { createEffect, createSignal, onMount, Show, Suspense } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import type { PickedText } from '../../core/ports';
import type { Problem } from '../../core/providers/json-path';
import { openedSetup } from '../../state/opened-files';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Coming } from '../../ui/Coming';
import { Notice } from '../../ui/Notice';
import { createWork } from '../../ui/create-work';
import { late } from '../../ui/late';
import type { ImportDialogProps } from './ImportDialog';
import { ProblemList } from './ProblemList';
import css from './transfer.module.css';

const ImportDialog = late(() => import('./ImportDialog'));

interface Refusal {
  name: string;
  problems: readonly Problem[];
}

export interface ImportButtonProps {
  /** A file that was opened with the app is taken here. */
  takesOpened?: boolean;
  /** The dialog is closed, with something imported or without. */
  onClosed?: () => void;
}

/** The way in for a providers.json; a file that cannot be read is explained and changes nothing. */
export function ImportButton(props: ImportButtonProps) {
  const { files } = ServicesContext.use();
  const work = createWork<'read'>();
  const [refusal, setRefusal] = createSignal<Refusal>();
  const [incoming, setIncoming] =
    createSignal<Pick<ImportDialogProps, 'name' | 'file' | 'warnings'>>();

  async function pick(): Promise<void> {
    setRefusal(undefined);
    const picked = await files.pickText('.json,application/json');
    if (picked) await work.run('read', () => look(picked));
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
    const picked = props.takesOpened ? openedSetup.take() : undefined;
    if (picked) void work.run('read', () => look(picked));
  });

  return (
    <>
      <Button icon="upload" busy={work.is('read')} onClick={() => void pick()}>
        Import providers.json
      </Button>
      <Show when={refusal()} keyed>
        {(current) => <RefusalNotice refusal={current} />}
      </Show>
      {/* A boundary of its own: the page must not wait for the dialog's code. */}
      <Suspense fallback={<Coming />}>
        <Show when={incoming()}>
          {(current) => (
            <ImportDialog
              name={current().name}
              file={current().file}
              warnings={current().warnings}
              onClose={() => {
                setIncoming(undefined);
                props.onClosed?.();
              }}
            />
          )}
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
      <Notice tone="red" role="alert" help={helpOn('import')} icon="warning">
        <p class={css['refused']}>{props.refusal.name} was not imported. Nothing was changed.</p>
        <ProblemList problems={props.refusal.problems} />
      </Notice>
    </div>
  );
}
