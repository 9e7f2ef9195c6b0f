import { createSignal, Show } from 'solid-js';
import type { Provider } from '../../core/providers/types';
import { ModelsContext } from '../../state/models';
import { ProvidersContext } from '../../state/providers';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import css from './providers.module.css';

export interface AddModelProps {
  provider: Provider;
}

/** Adds a model id that the server does not list. */
export function AddModel(props: AddModelProps) {
  const providers = ProvidersContext.use();
  const models = ModelsContext.use();
  const [id, setId] = createSignal('');
  const known = () => models.of(props.provider.id).some((model) => model.id === id().trim());

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const added = id().trim();
    if (!added || known()) return;
    const addedModels = [...props.provider.addedModels, added];
    void providers.update(props.provider.id, { addedModels }).then(() => setId(''));
  };

  return (
    <form class={css['form']} novalidate onSubmit={submit}>
      <Field
        label="Add a model by its id"
        value={id()}
        onInput={setId}
        mono
        hint={<Show when={known()}>This id is in the table already.</Show>}
        end={<Button type="submit">Add</Button>}
      />
    </form>
  );
}
