import { createMemo, createSignal, type JSX } from 'solid-js';
import { sourceInWords } from '../../core/models/limit-words';
import { filterModels } from '../../core/models/model-filter';
import type { Model, ModelRef } from '../../core/models/types';
import type { Provider } from '../../core/providers/types';
import { formatNumber } from '../../lib/format';
import { ModelsContext, toModelRef } from '../../state/models';
import { ProvidersContext } from '../../state/providers';
import { Chooser } from '../../ui/Chooser';
import { Dialog } from '../../ui/Dialog';
import { LinkButton } from '../../ui/LinkButton';
import css from './ModelPicker.module.css';

export interface ModelPickerDialogProps {
  chosen: ModelRef | undefined;
  onChoose: (model: ModelRef) => void;
  onClose: () => void;
}

interface Choice {
  provider: Provider;
  model: Model;
}

const ROW_PX = 52;

/** Every model that chats, provider after provider; typing filters, Enter chooses. */
export default function ModelPickerDialog(props: ModelPickerDialogProps): JSX.Element {
  const models = ModelsContext.use();
  const providers = ProvidersContext.use();
  const [query, setQuery] = createSignal('');

  const choices = createMemo(() =>
    inOrder(providers.list).flatMap((provider) =>
      matching(provider, models.of(provider.id), query()),
    ),
  );
  const total = createMemo(() => models.available().length);
  const isChosen = ({ provider, model }: Choice): boolean =>
    model.id === props.chosen?.modelId && provider.id === props.chosen.providerId;
  const choose = ({ provider, model }: Choice): void => {
    props.onChoose(toModelRef(provider, model));
    props.onClose();
  };

  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title="Choose a model"
      footer={<LinkButton href="#/providers">Providers</LinkButton>}
    >
      <Chooser
        label="Search models"
        listLabel="Models"
        query={query()}
        onQuery={setQuery}
        items={choices()}
        total={total()}
        rowHeight={ROW_PX}
        selected={isChosen}
        onChoose={choose}
        empty={
          query()
            ? 'No model has these words in its name. Fewer letters find more.'
            : 'No model to choose yet. Add a provider, or refresh the models of one.'
        }
      >
        {(choice) => <Row choice={choice} />}
      </Chooser>
    </Dialog>
  );
}

/** The person's own providers first: the demo is there for who has none. */
function inOrder(list: readonly Provider[]): Provider[] {
  return list.toSorted((a, b) => Number(a.demo ?? false) - Number(b.demo ?? false));
}

function matching(provider: Provider, models: readonly Model[], query: string): Choice[] {
  const chat = models.filter((model) => model.chat);
  return filterModels(chat, query).map((model) => ({ provider, model }));
}

function Row(props: { choice: Choice }): JSX.Element {
  const model = (): Model => props.choice.model;
  const facts = (): string => {
    const { tokens, source } = model().contextWindow;
    const alias = model().name === model().id ? [] : [model().name];
    const window = `${formatNumber(tokens)} (${sourceInWords(source)})`;
    return [props.choice.provider.label, window, ...alias].join(' · ');
  };
  return (
    <span class={css['row']}>
      <span class={css['id']}>{model().id}</span>
      <span class={css['facts']}>{facts()}</span>
    </span>
  );
}
