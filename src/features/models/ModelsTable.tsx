import { createMemo, createSignal, Show, untrack } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { filterModels } from '../../core/models/model-filter';
import { describeModelSource, sourceInWords } from '../../core/models/limit-words';
import { MOST_MODELS } from '../../core/models/most-models';
import type { Limit, Model } from '../../core/models/types';
import { formatNumber } from '../../lib/format';
import { ModelsContext } from '../../state/models';
import { ProvidersContext } from '../../state/providers';
import { Button } from '../../ui/Button';
import { Hint } from '../../ui/Hint';
import { Icon } from '../../ui/Icon';
import { IconButton } from '../../ui/IconButton';
import type { IconName } from '../../ui/icon-paths';
import { SearchField } from '../../ui/SearchField';
import { Cell, type Column } from '../../ui/Table';
import { VirtualTable } from '../../ui/VirtualTable';
import { createLoading, type LoadState } from './create-loading';
import { describeCopy } from './model-facts';
import { ModelEditor } from './ModelEditor';
import css from './ModelsTable.module.css';

export interface ModelsTableProps {
  providerId: string;
  /** A model whose values are to be set at once. */
  editedId?: string | undefined;
}

const columns: readonly Column[] = [
  { label: 'Model' },
  { label: 'Context window', align: 'end', width: '21%' },
  { label: 'Max output', align: 'end', width: '13%' },
  { label: 'Source', width: '29%' },
];

/** The models of a provider; every number tells where it comes from and can be overridden. */
export default function ModelsTable(props: ModelsTableProps) {
  const models = ModelsContext.use();
  const providers = ProvidersContext.use();
  const [query, setQuery] = createSignal('');
  const [showHidden, setShowHidden] = createSignal(false);
  const [editedId, setEditedId] = createSignal(untrack(() => props.editedId));
  const loading = createLoading(() => props.providerId);
  const all = () => models.of(props.providerId);
  const hidden = createMemo(() => all().filter((model) => !model.chat).length);
  const shown = createMemo(() => {
    const wanted = showHidden() ? all() : all().filter((model) => model.chat);
    return filterModels(wanted, query());
  });
  // The rows are those of the ids: a changed limit changes a number, and the button in use stays.
  const ids = createMemo(() => shown().map((model) => model.id));
  const byId = createMemo(() => new Map(all().map((model) => [model.id, model])));
  const edited = () => all().find((model) => model.id === editedId());
  const isKnown = () => providers.get(props.providerId)?.listed !== undefined || all().length > 0;

  return (
    <div class={css['models']}>
      <div class={css['bar']} data-empty={isKnown() ? undefined : ''}>
        <Show when={all().length > 8}>
          <div class={css['filter']}>
            <SearchField
              label="Filter models"
              value={query()}
              onInput={setQuery}
              placeholder="Filter"
            />
          </div>
        </Show>
        <span class={css['count']} role="status">
          {formatNumber(shown().length)} {shown().length === 1 ? 'model' : 'models'}
        </span>
        <Show when={hidden() > 0}>
          <Button
            variant="quiet"
            size="small"
            aria-pressed={showHidden()}
            onClick={() => setShowHidden(!showHidden())}
          >
            {formatNumber(hidden())} not for chat ({showHidden() ? 'hide' : 'show'})
          </Button>
        </Show>
      </div>
      <div class={css['table']} data-empty={shown().length === 0 ? '' : undefined}>
        <VirtualTable label="Models" columns={columns} items={ids()} stackedRowHeight={132}>
          {(id) => (
            <Show when={byId().get(id)}>
              {(model) => (
                <ModelCells
                  model={model()}
                  loadState={loading.of(id)}
                  onEdit={() => setEditedId(id)}
                />
              )}
            </Show>
          )}
        </VirtualTable>
      </div>
      <Show when={all().length >= MOST_MODELS}>
        <p class={css['none']}>
          The server lists more models than Patchbay keeps. Any other can be added by its id below.
        </p>
      </Show>
      <Show when={shown().length === 0}>
        <NoModels isKnown={isKnown()} filtered={query() !== ''} />
      </Show>
      <Show when={edited()}>
        {(model) => (
          <ModelEditor
            providerId={props.providerId}
            model={model()}
            loading={loading}
            onClose={() => setEditedId(undefined)}
          />
        )}
      </Show>
    </div>
  );
}

function NoModels(props: { isKnown: boolean; filtered: boolean }) {
  const title = () => {
    if (props.filtered) return 'No model matches.';
    return props.isKnown ? 'No models for chat.' : 'No list of models yet.';
  };
  const advice = () => {
    if (props.filtered) return 'Fewer letters find more.';
    return props.isKnown
      ? 'Load one in the server and refresh, or add one by its id below.'
      : 'It appears as soon as the server answers. A model can be added by its id below.';
  };
  return (
    <p class={css['none']}>
      <strong>{title()}</strong>
      {advice()}
      <Show when={props.isKnown && !props.filtered}>
        {' '}
        <a href={helpOn('no-models')}>Why this happens</a>
      </Show>
    </p>
  );
}

interface ModelCellsProps {
  model: Model;
  loadState: LoadState | undefined;
  onEdit: () => void;
}

function ModelCells(props: ModelCellsProps) {
  return (
    <>
      <Cell lead>
        <span class={css['model']}>
          <span class={css['id']} title={props.model.id}>
            {props.model.id}
          </span>
          <span class={css['abilities']}>
            <Ability on={props.model.vision.value} icon="eye" label="reads images" />
            <Ability on={props.model.tools.value} icon="tool" label="calls tools" />
            <Ability on={props.model.reasoning.value} icon="brain" label="reasons" />
            <Show when={!props.model.chat}>
              <span>not for chat</span>
            </Show>
          </span>
        </span>
        <SecondLine model={props.model} loadState={props.loadState} />
      </Cell>
      <Cell label="Context window" align="end">
        <LimitText limit={props.model.contextWindow} of={props.model.trainedContextWindow} />
      </Cell>
      <Cell label="Max output" align="end">
        <LimitText limit={props.model.maxOutputTokens} of={undefined} />
      </Cell>
      <Cell label="Source">
        <span class={css['source']}>
          <span class={css['words']}>{describeModelSource(props.model)}</span>
          <IconButton
            label={`Set limits of ${props.model.id}`}
            icon="edit"
            size="small"
            onClick={() => props.onEdit()}
          />
        </span>
      </Cell>
    </>
  );
}

/** The name that people know, and the copy that the server has; where there is neither, the id stands alone. */
function SecondLine(props: Pick<ModelCellsProps, 'model' | 'loadState'>) {
  const name = () => (props.model.name === props.model.id ? '' : props.model.name);
  const copy = () => describeCopy(props.model, props.loadState);
  return (
    <Show when={name() || copy()}>
      <span class={css['second']}>
        <Show when={name()}>
          <span class={css['name']}>{name()}</span>
        </Show>
        <Show when={copy()}>
          <span class={css['copy']}>{copy()}</span>
        </Show>
      </span>
    </Show>
  );
}

function Ability(props: { on: boolean; icon: IconName; label: string }) {
  return (
    <Show when={props.on}>
      <span title={props.label}>
        <Icon name={props.icon} size={14} label={props.label} />
      </span>
    </Show>
  );
}

function LimitText(props: { limit: Limit; of: number | undefined }) {
  return (
    <Hint note={<LimitNote limit={props.limit} of={props.of} />}>
      <span class={css['number']}>
        {formatNumber(props.limit.tokens)}
        <Show when={props.of}>
          {(trained) => <span class={css['of']}> of {formatNumber(trained())}</span>}
        </Show>
      </span>
    </Hint>
  );
}

function LimitNote(props: { limit: Limit; of: number | undefined }) {
  return (
    <Show
      when={props.of}
      fallback={<>Where this number comes from: {sourceInWords(props.limit.source)}.</>}
    >
      {(trained) => (
        <>
          The model is loaded with {formatNumber(props.limit.tokens)} tokens; it was trained for{' '}
          {formatNumber(trained())}. Load it with more in the server, or set your own value.
        </>
      )}
    </Show>
  );
}
