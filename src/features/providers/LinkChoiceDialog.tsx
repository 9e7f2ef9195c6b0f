import { createMemo, createSignal, For, type JSX, Show, untrack } from 'solid-js';
import { toFileModels } from '../../core/models/model-file';
import { type MergePlan, planMerge, type PlanRow, setRow } from '../../core/providers/merge';
import type { LinkView } from '../../state/linked-file';
import { ModelsContext } from '../../state/models';
import { ProvidersContext } from '../../state/providers';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { PlanRowView } from './PlanRowView';
import { ProblemList } from './ProblemList';
import css from './transfer.module.css';
import shared from './providers.module.css';

export interface LinkChoiceDialogProps {
  choice: Extract<LinkView, { kind: 'choice' }>;
  onClose: () => void;
  onSettle: (plan: MergePlan | 'keep-here') => Promise<void>;
}

/** Both sides of a linked file that differ, row by row; nothing happens before a choice. */
export default function LinkChoiceDialog(props: LinkChoiceDialogProps): JSX.Element {
  const providers = ProvidersContext.use();
  const models = ModelsContext.use();
  const [busy, setBusy] = createSignal(false);
  const [plan, setPlan] = createSignal(
    untrack(() =>
      planMerge(providers.setup(), props.choice.file, (provider) =>
        toFileModels([...models.of(provider.id)], provider.fileModels),
      ),
    ),
  );
  const rows = createMemo(() => plan().rows.filter((row) => row.kind !== 'same'));
  const settle = async (answer: MergePlan | 'keep-here') => {
    if (busy()) return;
    setBusy(true);
    await props.onSettle(answer);
    setBusy(false);
  };
  const indexOf = (row: PlanRow) => plan().rows.indexOf(row);
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={`Patchbay and ${props.choice.name}`}
      footer={
        <>
          <Button variant="quiet" onClick={() => props.onClose()}>
            Decide later
          </Button>
          <Button busy={busy()} onClick={() => void settle('keep-here')}>
            Keep what is here
          </Button>
          <Button variant="primary" busy={busy()} onClick={() => void settle(plan())}>
            Take the ticked rows
          </Button>
        </>
      }
    >
      <div class={css['body']}>
        <p class={shared['note']}>
          Each row shows what is here → what the file says. Ticked rows are taken from the file.
          Everything else stays as it is here and is then written to the file, also over what the
          file says now.
        </p>
        <Show when={props.choice.warnings.length > 0}>
          <ProblemList problems={props.choice.warnings} />
        </Show>
        <ul class={css['rows']}>
          <For each={rows()}>
            {(row) => (
              <PlanRowView
                row={row}
                onChoose={(choice) => setPlan((current) => setRow(current, indexOf(row), choice))}
              />
            )}
          </For>
        </ul>
      </div>
    </Dialog>
  );
}
