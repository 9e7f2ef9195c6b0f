import { createSignal, For, Show, untrack } from 'solid-js';
import type { Remedy } from '../../core/doctor/types';
import { osOf } from '../../core/doctor/user-agent';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { CopyLine } from '../../ui/CopyLine';
import css from './DoctorReport.module.css';

type System = NonNullable<Remedy['os']>;

const systemNames: Record<System, string> = { macos: 'macOS', windows: 'Windows', linux: 'Linux' };

/** What to do, step by step; where systems differ, the one chosen, first the one that this browser runs on. */
export function Remedies(props: { remedies: readonly Remedy[] }) {
  const systems = () => [...new Set(props.remedies.flatMap(({ os }) => (os ? [os] : [])))];
  const shared = (from: number, to?: number) =>
    props.remedies.slice(from, to).filter(({ os }) => !os);
  const firstOfSystem = () => {
    const at = props.remedies.findIndex(({ os }) => os);
    return at < 0 ? props.remedies.length : at;
  };
  return (
    <ul class={css['remedies']} aria-label="What to do">
      <For each={shared(0, firstOfSystem())}>{(remedy) => <Item remedy={remedy} />}</For>
      <Show when={systems().length > 0}>
        <SystemItem remedies={props.remedies} systems={systems()} />
      </Show>
      <For each={shared(firstOfSystem())}>{(remedy) => <Item remedy={remedy} />}</For>
    </ul>
  );
}

function Item(props: { remedy: Remedy }) {
  return (
    <li>
      {props.remedy.text}
      <Show when={props.remedy.command}>{(command) => <Command text={command()} />}</Show>
    </li>
  );
}

function SystemItem(props: { remedies: readonly Remedy[]; systems: readonly System[] }) {
  const { page } = ServicesContext.use();
  const own = untrack(() => props.systems.find((system) => system === osOf(page)));
  const [chosen, setChosen] = createSignal(own ?? untrack(() => props.systems[0]));
  return (
    <li>
      <Show when={props.systems.length > 1}>
        <div class={css['systems']} role="group" aria-label="System of the server">
          <For each={props.systems}>
            {(system) => (
              <Button
                size="small"
                variant={chosen() === system ? 'plain' : 'quiet'}
                aria-pressed={chosen() === system}
                onClick={() => setChosen(system)}
              >
                {systemNames[system]}
              </Button>
            )}
          </For>
        </div>
      </Show>
      <For each={props.remedies.filter(({ os }) => os === chosen())}>
        {(remedy) => (
          <div>
            {remedy.text}
            <Show when={remedy.command}>{(command) => <Command text={command()} />}</Show>
          </div>
        )}
      </For>
    </li>
  );
}

function Command(props: { text: string }) {
  const { clipboard } = ServicesContext.use();
  return (
    <div class={css['command']}>
      <CopyLine text={props.text} copy={(text) => clipboard.writeText(text)} />
    </div>
  );
}
