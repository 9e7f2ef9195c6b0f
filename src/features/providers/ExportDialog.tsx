import { createSignal, Show } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { toFileModels } from '../../core/models/model-file';
import { encode } from '../../core/providers/encode';
import { reasonOf } from '../../lib/reason';
import { ModelsContext } from '../../state/models';
import { ProvidersContext } from '../../state/providers';
import { SafekeepingContext } from '../../state/safekeeping';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { Select } from '../../ui/Select';
import { createWork } from '../../ui/create-work';
import css from './transfer.module.css';
import shared from './providers.module.css';

export interface ExportDialogProps {
  /** Offers to export this provider alone. */
  providerId: string | undefined;
  onClose: () => void;
}

/** Saves providers.json; keys go in only when asked for, each time anew. */
export default function ExportDialog(props: ExportDialogProps) {
  const providers = ProvidersContext.use();
  const models = ModelsContext.use();
  const { files } = ServicesContext.use();
  const safekeeping = SafekeepingContext.use();
  const [includeKeys, setIncludeKeys] = createSignal(false);
  const [problem, setProblem] = createSignal('');
  const [only, setOnly] = createSignal('');
  const work = createWork<'export'>();
  const exported = () => providers.list.filter((provider) => !provider.demo);
  const alone = () => exported().find((provider) => provider.id === props.providerId);

  const save = async (): Promise<void> => {
    const setup = providers.setup();
    const { vault } = await safekeeping();
    const text = encode(includeKeys() ? await vault.open(setup) : setup, {
      includeKeys: includeKeys(),
      models: (provider) => toFileModels([...models.of(provider.id)], provider.fileModels),
      ...(only() ? { only: only() } : {}),
    });
    files.saveText('providers.json', text, 'application/json');
    props.onClose();
  };
  const press = (): void => {
    setProblem('');
    work
      .run('export', save)
      .catch((error: unknown) => setProblem(`Nothing was exported. ${reasonOf(error)}`));
  };

  return (
    <Dialog
      open
      size="small"
      onClose={() => props.onClose()}
      title="Export providers.json"
      footer={
        <Button variant="primary" icon="download" busy={work.is('export')} onClick={press}>
          Export
        </Button>
      }
    >
      <div class={css['body']}>
        <p class={shared['note']}>
          The file holds addresses, models with the limits shown, and the default models. Other
          programs read it too.
        </p>
        <Show when={exported().length > 1 && alone()}>
          {(provider) => (
            <Select
              label="Providers"
              value={only()}
              onChange={setOnly}
              options={[
                { value: '', label: `All ${exported().length}` },
                { value: provider().id, label: `Only ${provider().label}` },
              ]}
            />
          )}
        </Show>
        <Checkbox
          label="Include API keys"
          hint="Whoever has the file can then use your keys."
          checked={includeKeys()}
          onChange={setIncludeKeys}
        />
        <Show when={problem()}>
          <Notice tone="red" role="alert" help={helpOn('locked')}>
            {problem()}
          </Notice>
        </Show>
      </div>
    </Dialog>
  );
}
