import { For, Show } from 'solid-js';
import type { Problem } from '../../core/providers/json-path';
import css from './transfer.module.css';

/** Words about places in a file, each with its JSON path. */
export function ProblemList(props: { problems: readonly Problem[] }) {
  return (
    <ul class={css['problems']}>
      <For each={props.problems}>
        {(problem) => (
          <li>
            <Show when={problem.path}>
              <code class={css['path']}>{problem.path}</code>{' '}
            </Show>
            {problem.message}
          </li>
        )}
      </For>
    </ul>
  );
}
