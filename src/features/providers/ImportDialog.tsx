import { createMemo, createSignal, For, Show, untrack } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { toFileModels } from '../../core/models/model-file';
import type { DecodedFile } from '../../core/providers/codec';
import type { Problem } from '../../core/providers/json-path';
import {
  applyMerge,
  planMerge,
  setRow,
  type PlanRow,
  type RowChoice,
} from '../../core/providers/merge';
import type { Provider } from '../../core/providers/types';
import { ModelsContext } from '../../state/models';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { ProblemList } from './ProblemList';
import { PlanRowView } from './PlanRowView';
import css from './transfer.module.css';
import shared from './providers.module.css';
import { reasonOf } from '../../lib/reason';

export interface ImportDialogProps {
  name: string;
  file: DecodedFile;
  /** What was taken off values in the file, for the person to know. */
  warnings: readonly Problem[];
  /** It came by a link, which anybody may have made. */
  isLink?: boolean;
  onImported?: () => void;
  onClose: () => void;
}

/** Shows what an import would change, row by row; nothing happens before `Import`. */
export default function ImportDialog(props: ImportDialogProps) {
  const providers = ProvidersContext.use();
  const models = ModelsContext.use();
  const notices = NoticesContext.use();
  const { clock, newId } = ServicesContext.use();
  const [problem, setProblem] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const shown = (provider: Provider) =>
    toFileModels([...models.of(provider.id)], provider.fileModels);
  const [plan, setPlan] = createSignal(
    untrack(() => planMerge(providers.setup(), props.file, shown)),
  );
  const taken = createMemo(
    () => plan().rows.filter((row) => row.selected && row.kind !== 'same').length,
  );

  async function apply(): Promise<void> {
    if (busy()) return;
    setBusy(true);
    try {
      const setup = applyMerge(plan(), providers.setup(), { newId, now: clock.now() });
      const { asked } = await providers.replaceSetup(setup);
      props.onClose();
      props.onImported?.();
      notices.show(props.isLink ? 'What the link brought is here.' : `${props.name} was imported.`);
      await asked;
    } catch (error) {
      setBusy(false);
      setProblem(`Nothing was changed. ${reasonOf(error)}`);
    }
  }

  const choose = (index: number, choice: RowChoice) =>
    setPlan((current) => setRow(current, index, choice));

  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={`Import ${props.name}`}
      footer={
        <>
          <Button variant="quiet" onClick={() => props.onClose()}>
            Cancel
          </Button>
          <Button variant="primary" busy={busy()} onClick={() => void apply()}>
            Import
          </Button>
        </>
      }
    >
      <div class={css['body']}>
        <Show when={problem()}>
          <Notice tone="red" role="alert" help={helpOn('storage')}>
            {problem()}
          </Notice>
        </Show>
        <p class={shared['note']}>
          {summary(taken(), props.isLink ? 'link' : 'file')}
          <Show when={props.isLink}>
            {' '}
            What you write to a provider goes to its address: import only what you know.
          </Show>
        </p>
        <Show when={props.warnings.length > 0}>
          <ProblemList problems={props.warnings} />
        </Show>
        <ul class={css['rows']}>
          <For each={plan().rows}>
            {(row: PlanRow, index) => (
              <PlanRowView row={row} onChoose={(choice) => choose(index(), choice)} />
            )}
          </For>
        </ul>
      </div>
    </Dialog>
  );
}

function summary(count: number, from: 'file' | 'link'): string {
  if (count === 0) return `The ${from} changes nothing.`;
  return count === 1 ? `The ${from} brings one change.` : `The ${from} brings ${count} changes.`;
}
