import { createSignal, Show } from 'solid-js';
import { ModelsContext } from '../../state/models';
import { ProvidersContext } from '../../state/providers';
import { Field } from '../../ui/Field';
import css from './providers.module.css';

/** The two model ids that providers.json carries beside the providers. */
export function DefaultModels() {
  const providers = ProvidersContext.use();
  return (
    <section class={css['section']} aria-label="Default models">
      <h2 class={css['heading']}>Default models</h2>
      <div class={css['defaults']}>
        <ModelIdField
          label="For new chats"
          value={providers.orchestrationModel}
          whenEmpty="Empty: the model of the newest chat."
          onSave={(orchestrationModel) => void providers.setDefaults({ orchestrationModel })}
        />
        <ModelIdField
          label="For titles and summaries"
          value={providers.summarizeModel}
          whenEmpty="Empty: the model of the chat itself."
          onSave={(summarizeModel) => void providers.setDefaults({ summarizeModel })}
        />
      </div>
    </section>
  );
}

interface ModelIdFieldProps {
  label: string;
  value: string;
  whenEmpty: string;
  onSave: (id: string) => void;
}

function ModelIdField(props: ModelIdFieldProps) {
  const models = ModelsContext.use();
  const [draft, setDraft] = createSignal<string>();
  const text = () => draft() ?? props.value;
  const owner = () => models.available().find(({ model }) => model.id === text().trim());
  const save = () => {
    const id = draft()?.trim();
    if (id !== undefined && id !== props.value) props.onSave(id);
    setDraft(undefined);
  };
  return (
    <Field
      label={props.label}
      value={text()}
      mono
      onInput={setDraft}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
      hint={
        <Show when={text().trim()} fallback={props.whenEmpty}>
          <Show when={owner()} fallback="No provider lists this id now.">
            {(found) => <>Listed by {found().provider.label}.</>}
          </Show>
        </Show>
      }
    />
  );
}
