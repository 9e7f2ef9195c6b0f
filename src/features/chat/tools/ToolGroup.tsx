import { createMemo, For, type JSX, Show } from 'solid-js';
import { leaveEverywhere, leaveHere, withLeave, withTools } from '../../../core/tools/chat-choices';
import type { Limit } from '../../../core/models/types';
import type { Tool } from '../../../core/tools/types';
import { SettingsContext } from '../../../state/settings';
import { ToolsContext } from '../../../state/tools';
import { Button } from '../../../ui/Button';
import { Select } from '../../../ui/Select';
import { Switch } from '../../../ui/Switch';
import type { ToolChoices } from './create-tool-choices';
import css from './dialog.module.css';
import { leaveOptions } from './leave-options';

export interface ToolGroupProps {
  origin: string;
  /** Those of this origin that are shown. */
  tools: readonly Tool[];
  choices: ToolChoices;
  /** Of the chat's model. */
  window: Limit | undefined;
}

/** The tools of one origin, each with its switch and what its calls meet. */
export function ToolGroup(props: ToolGroupProps): JSX.Element {
  const state = ToolsContext.use();
  const isOn = (tool: Tool): boolean => state.isOn(tool, props.choices.tools(), props.window);
  const on = createMemo(() => props.tools.filter(isOn).length);
  const turn = (tools: readonly Tool[], wanted: boolean): void => {
    const known = tools.map((tool) => ({
      id: tool.id,
      byDefault: state.isOn(tool, undefined, props.window),
    }));
    props.choices.change(withTools(props.choices.tools(), known, wanted));
  };
  return (
    <section class={css['group']} aria-label={`Tools of ${props.origin}`}>
      <div class={css['head']}>
        <h3>{props.origin}</h3>
        <span class={css['count']}>
          {on()} of {props.tools.length} on
        </span>
        <Show when={props.tools.length > 1}>
          <Button
            variant="quiet"
            size="small"
            aria-label={`${on() === 0 ? 'All on' : 'All off'}, ${props.origin}`}
            onClick={() => turn(props.tools, on() === 0)}
          >
            {on() === 0 ? 'All on' : 'All off'}
          </Button>
        </Show>
      </div>
      <ul class={css['list']}>
        <For each={props.tools}>
          {(tool) => (
            <ToolRow
              tool={tool}
              isOn={isOn(tool)}
              onTurn={(wanted) => turn([tool], wanted)}
              choices={props.choices}
            />
          )}
        </For>
      </ul>
    </section>
  );
}

interface ToolRowProps {
  tool: Tool;
  isOn: boolean;
  onTurn: (isOn: boolean) => void;
  choices: ToolChoices;
}

function ToolRow(props: ToolRowProps): JSX.Element {
  const settings = SettingsContext.use();
  const here = () => leaveHere(props.tool.id, props.choices.tools());
  const options = () =>
    leaveOptions(props.tool, leaveEverywhere(props.tool, settings.values), here());
  return (
    <li class={css['row']} data-set={here() ? '' : undefined}>
      <Switch
        label={
          <>
            {props.tool.title} <code class={css['name']}>{props.tool.name}</code>
          </>
        }
        hint={<span class={css['about']}>{props.tool.description}</span>}
        checked={props.isOn}
        onChange={(wanted) => props.onTurn(wanted)}
      />
      <Show when={props.isOn || here()}>
        <Select
          label={`Calls of ${props.tool.title}`}
          hideLabel
          value={here() ?? ''}
          options={options()}
          onChange={(value) => {
            const leave = value === 'always' || value === 'never' ? value : undefined;
            props.choices.change(withLeave(props.choices.tools(), props.tool.id, leave));
          }}
        />
      </Show>
    </li>
  );
}
