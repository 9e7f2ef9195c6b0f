import { createSignal, createUniqueId, Show, untrack } from 'solid-js';
import { sourceInWords } from '../../core/models/limit-words';
import type { Capability, Limit, Model, ModelOverride } from '../../core/models/types';
import { takesLoadOrders } from '../../core/servers/load-model';
import { formatNumber } from '../../lib/format';
import { ProvidersContext } from '../../state/providers';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import type { Loading } from './create-loading';
import { LoadControl } from './LoadControl';
import { ModelCheck } from './ModelCheck';
import css from './ModelsTable.module.css';

export interface ModelEditorProps {
  providerId: string;
  model: Model;
  loading: Loading;
  onClose: () => void;
}

type Choice = 'auto' | 'yes' | 'no';

/** Sets a person's own values for one model; an empty field goes back to what is known without them. */
export function ModelEditor(props: ModelEditorProps) {
  const providers = ProvidersContext.use();
  const formId = createUniqueId();
  const model = untrack(() => props.model);
  const provider = () => providers.get(props.providerId);
  const before = untrack((): ModelOverride => provider()?.overrides[model.id] ?? {});
  const [contextWindow, setContextWindow] = createSignal(toText(before.contextWindow));
  const [maxOutput, setMaxOutput] = createSignal(toText(before.maxOutputTokens));
  const [tools, setTools] = createSignal(toChoice(before.tools));
  const [vision, setVision] = createSignal(toChoice(before.vision));
  const [reasoning, setReasoning] = createSignal(toChoice(before.reasoning));
  const [chat, setChat] = createSignal(toChoice(before.chat));
  const isBad = (text: string) => text.trim() !== '' && toTokens(text) === undefined;
  const problem = (text: string) =>
    isBad(text) ? 'A whole number above 0, in tokens.' : undefined;

  async function save(): Promise<void> {
    const current = provider();
    if (!current || isBad(contextWindow()) || isBad(maxOutput())) return;
    const override = withoutGaps({
      ...before,
      contextWindow: toTokens(contextWindow()),
      maxOutputTokens: toTokens(maxOutput()),
      tools: fromChoice(tools()),
      vision: fromChoice(vision()),
      reasoning: fromChoice(reasoning()),
      chat: fromChoice(chat()),
    });
    await providers.update(current.id, {
      overrides: { ...current.overrides, [model.id]: override },
    });
    props.onClose();
  }

  /** The server, if it can be told to load this model. */
  const loader = () => {
    const server = provider()?.server;
    return props.model.origin === 'server' && takesLoadOrders(server) ? server : undefined;
  };
  const isAddedByHand = () => provider()?.addedModels.includes(model.id) ?? false;
  async function removeModel(): Promise<void> {
    const current = provider();
    if (!current) return;
    const addedModels = current.addedModels.filter((id) => id !== model.id);
    await providers.update(current.id, { addedModels });
    props.onClose();
  }

  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={model.name}
      footer={
        <>
          <Show when={isAddedByHand()}>
            <Button variant="quiet" icon="trash" onClick={() => void removeModel()}>
              Remove from the list
            </Button>
          </Show>
          <Button type="submit" form={formId} variant="primary">
            Save
          </Button>
        </>
      }
    >
      <Show when={loader()}>
        {(server) => <LoadControl model={props.model} server={server()} loading={props.loading} />}
      </Show>
      <form
        id={formId}
        class={css['editor']}
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class={css['pair']}>
          <Field
            label="Context window, tokens"
            value={contextWindow()}
            onInput={setContextWindow}
            inputmode="numeric"
            placeholder={known(model.contextWindow)}
            error={problem(contextWindow())}
          />
          <Field
            label="Max output, tokens"
            value={maxOutput()}
            onInput={setMaxOutput}
            inputmode="numeric"
            placeholder={known(model.maxOutputTokens)}
            error={problem(maxOutput())}
          />
        </div>
        <div class={css['pair']}>
          <ChoiceSelect
            label="Tools"
            known={props.model.tools}
            value={tools()}
            onChange={setTools}
          />
          <ChoiceSelect
            label="Images"
            known={props.model.vision}
            value={vision()}
            onChange={setVision}
          />
          <ChoiceSelect
            label="Reasoning"
            known={props.model.reasoning}
            value={reasoning()}
            onChange={setReasoning}
          />
          <ChoiceSelect label="For chat" known={undefined} value={chat()} onChange={setChat} />
        </div>
      </form>
      <Show when={!provider()?.demo}>
        <ModelCheck providerId={props.providerId} model={props.model} />
      </Show>
    </Dialog>
  );
}

interface ChoiceSelectProps {
  label: string;
  known: Capability | undefined;
  value: Choice;
  onChange: (value: Choice) => void;
}

function ChoiceSelect(props: ChoiceSelectProps) {
  const auto = () => {
    const fact = props.known;
    if (!fact || fact.source === 'user') return 'As found';
    return `As found: ${fact.value ? 'yes' : 'no'} (${sourceInWords(fact.source, 'capability')})`;
  };
  return (
    <Select
      label={props.label}
      value={props.value}
      onChange={(value) => props.onChange(value === 'yes' || value === 'no' ? value : 'auto')}
      options={[
        { value: 'auto', label: auto() },
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ]}
    />
  );
}

function known(limit: Limit): string {
  return limit.source === 'user'
    ? ''
    : `${formatNumber(limit.tokens)} (${sourceInWords(limit.source)})`;
}

function toText(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function toTokens(text: string): number | undefined {
  const digits = text.replace(/[\s.,_\u202f]/g, '');
  if (!/^\d{1,12}$/.test(digits)) return undefined;
  const value = Number(digits);
  return value > 0 ? value : undefined;
}

function toChoice(value: boolean | undefined): Choice {
  if (value === undefined) return 'auto';
  return value ? 'yes' : 'no';
}

function fromChoice(choice: Choice): boolean | undefined {
  return choice === 'auto' ? undefined : choice === 'yes';
}

function withoutGaps(values: {
  [Key in keyof ModelOverride]: ModelOverride[Key] | undefined;
}): ModelOverride {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
