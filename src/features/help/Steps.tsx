import { For, Show } from 'solid-js';
import type { RecipeStep } from '../../core/providers/recipes';
import { copyText } from '../../state/copy-text';
import { NoticesContext } from '../../state/notices';
import { ServicesContext } from '../../state/services';
import { CopyLine } from '../../ui/CopyLine';
import css from './HelpPage.module.css';

/** Things to do, in order, with the lines to copy. */
export function Steps(props: { steps: readonly RecipeStep[] }) {
  return (
    <ul class={css['steps']}>
      <For each={props.steps}>
        {(step) => (
          <li>
            <p>{step.text}</p>
            <Show when={step.command}>{(command) => <Command text={command()} />}</Show>
          </li>
        )}
      </For>
    </ul>
  );
}

export function Command(props: { text: string }) {
  const { clipboard } = ServicesContext.use();
  const notices = NoticesContext.use();
  return <CopyLine text={props.text} copy={(text) => copyText({ clipboard, notices }, text)} />;
}
