import { createSignal, For, type JSX, Show } from 'solid-js';
import { MOST_ROUNDS } from '../../core/settings/types';
import { readRounds } from '../../core/tools/chat-choices';
import { SettingsContext, type SettingsState } from '../../state/settings';
import { ToolsContext } from '../../state/tools';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Switch } from '../../ui/Switch';
import css from './SettingsPage.module.css';

export interface ToolSettingsProps {
  onSet: SettingsState['set'];
}

/** What holds for tools in every chat, and how to take a lasting decision back. */
export function ToolSettings(props: ToolSettingsProps): JSX.Element {
  const settings = SettingsContext.use();
  return (
    <section class={css['section']} aria-label="Tools">
      <h2 class={css['heading']}>Tools</h2>
      <p class={css['about']}>
        More tools come from <a href="#/tools">tool servers</a> (MCP) that you connect to.
      </p>
      <Switch
        label="Tools in new chats"
        hint="A model that takes tools may use those that come with Patchbay. Off: none, until a chat turns some on."
        checked={settings.values.tools}
        onChange={(value) => void props.onSet('tools', value)}
      />
      <Rounds onSet={props.onSet} />
      <Decisions
        words="runs without asking, in every chat"
        ids={settings.values.toolsAlways}
        onRemove={(ids) => void props.onSet('toolsAlways', ids)}
      />
      <Decisions
        words="never runs, in any chat"
        ids={settings.values.toolsNever}
        onRemove={(ids) => void props.onSet('toolsNever', ids)}
      />
      <Show when={settings.values.toolsAlways.length + settings.values.toolsNever.length === 0}>
        <p class={css['about']}>
          No lasting decision yet. Where a tool asks before it runs, “Always” and “Never” are
          remembered here.
        </p>
      </Show>
    </section>
  );
}

function Rounds(props: ToolSettingsProps): JSX.Element {
  const settings = SettingsContext.use();
  const [typed, setTyped] = createSignal<string>();
  const text = (): string => typed() ?? String(settings.values.toolRounds);
  const isWrong = (): boolean => readRounds(text()) === undefined;
  const write = (value: string): void => {
    setTyped(value);
    const rounds = readRounds(value);
    if (rounds !== undefined) void props.onSet('toolRounds', rounds);
  };
  return (
    <Field
      label="Limit of rounds"
      value={text()}
      onInput={write}
      onBlur={() => !isWrong() && setTyped()}
      inputmode="numeric"
      hint="How often a model may call tools and go on before you are asked."
      error={isWrong() ? `A whole number from 1 to ${MOST_ROUNDS}.` : undefined}
    />
  );
}

interface DecisionsProps {
  /** What they say of a tool. */
  words: string;
  ids: readonly string[];
  onRemove: (left: readonly string[]) => void;
}

/** Tools with one lasting decision, each with a button that takes it back. */
function Decisions(props: DecisionsProps): JSX.Element {
  const tools = ToolsContext.use();
  const titleOf = (id: string): string =>
    tools.list().find((tool) => tool.id === id)?.title ?? id.replace(/^\w+:/, '');
  return (
    <ul class={css['origins']} hidden={props.ids.length === 0}>
      <For each={props.ids}>
        {(id) => (
          <li>
            <span>
              <b>{titleOf(id)}</b> {props.words}
            </span>
            <Button
              size="small"
              aria-label={`Take back: ${titleOf(id)}`}
              onClick={() => props.onRemove(props.ids.filter((other) => other !== id))}
            >
              Take back
            </Button>
          </li>
        )}
      </For>
    </ul>
  );
}
