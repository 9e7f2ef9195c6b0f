import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import {
  type Choice,
  keyOfChoice,
  type Shelf,
  type ShelfRow,
  shelve,
} from '../../core/models/model-shelf';
import type { ModelRef } from '../../core/models/types';
import type { Provider } from '../../core/providers/types';
import { reasonOf } from '../../lib/reason';
import { ConversationsContext } from '../../state/conversations';
import { ModelsContext, toModelRef } from '../../state/models';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { SettingsContext } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Chooser } from '../../ui/Chooser';
import { Dialog } from '../../ui/Dialog';
import { LinkButton } from '../../ui/LinkButton';
import css from './ModelPicker.module.css';
import { PickerRow } from './PickerRow';

export interface ModelPickerDialogProps {
  chosen: ModelRef | undefined;
  onChoose: (model: ModelRef) => void;
  onClose: () => void;
}

const ROW_PX = 52;

/** Every model that chats: favourites and recent ones, then provider after provider; typing filters, Enter chooses. */
export default function ModelPickerDialog(props: ModelPickerDialogProps): JSX.Element {
  const models = ModelsContext.use();
  const providers = ProvidersContext.use();
  const conversations = ConversationsContext.use();
  const settings = SettingsContext.use();
  const notices = NoticesContext.use();
  const [query, setQuery] = createSignal('');
  const [active, setActive] = createSignal<ShelfRow>();

  const shelves = createMemo((): Shelf[] =>
    inOrder(providers.list).map((provider) => ({
      provider,
      models: models.of(provider.id).filter((model) => model.chat),
    })),
  );
  // As they were when the dialog opened: a row must not walk away from under the finger.
  const favourites = [...settings.values.favourites];
  const recent = conversations.heads.slice(0, 200).flatMap(({ model }) => model ?? []);
  const rows = createMemo(() => shelve(shelves(), { favourites, recent, query: query() }));
  const room = createMemo(() => shelve(shelves(), { favourites, recent, query: '' }).length);
  const isChosen = (row: ShelfRow): boolean =>
    row.kind === 'choice' &&
    row.model.id === props.chosen?.modelId &&
    row.provider.id === props.chosen.providerId;
  const choose = (row: ShelfRow): void => {
    if (row.kind === 'heading') return;
    props.onChoose(toModelRef(row.provider, row.model));
    props.onClose();
  };
  const isFavourite = (choice: Choice): boolean =>
    settings.values.favourites.includes(keyOfChoice(choice));
  const turn = (choice: Choice): void => {
    const key = keyOfChoice(choice);
    const others = settings.values.favourites.filter((known) => known !== key);
    settings
      .set('favourites', isFavourite(choice) ? others : [...others, key])
      .catch((error: unknown) =>
        notices.warn(`The favourite was not stored. ${reasonOf(error)}`, 'storage'),
      );
  };
  const activeChoice = (): Choice | undefined => {
    const row = active();
    return row?.kind === 'choice' ? row : undefined;
  };

  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title="Choose a model"
      footer={
        <>
          <Show when={activeChoice()}>
            {(choice) => (
              <Button variant="quiet" onClick={() => turn(choice())}>
                {isFavourite(choice()) ? 'Remove from favourites' : 'Add to favourites'}
                <span class="visually-hidden">: {choice().model.id}</span>
              </Button>
            )}
          </Show>
          <LinkButton href="#/providers">Providers</LinkButton>
        </>
      }
    >
      <Chooser
        label="Search models"
        listLabel="Models"
        query={query()}
        onQuery={setQuery}
        items={rows()}
        total={room()}
        rowHeight={ROW_PX}
        selected={isChosen}
        heading={isHeading}
        onActive={setActive}
        onChoose={choose}
        empty={
          query()
            ? 'No model has these words in its name. Fewer letters find more.'
            : 'No model to choose yet. Add a provider, or refresh the models of one.'
        }
      >
        {(row) => (
          <Show
            when={row.kind === 'choice' && row}
            fallback={<span class={css['heading']}>{row.kind === 'heading' && row.text}</span>}
          >
            {(choice) => (
              <PickerRow
                choice={choice()}
                isFavourite={isFavourite(choice())}
                onFavourite={() => turn(choice())}
              />
            )}
          </Show>
        )}
      </Chooser>
    </Dialog>
  );
}

const isHeading = (row: ShelfRow): boolean => row.kind === 'heading';

/** The person's own providers first: the demo is there for who has none. */
function inOrder(list: readonly Provider[]): Provider[] {
  return list.toSorted((a, b) => Number(a.demo ?? false) - Number(b.demo ?? false));
}
