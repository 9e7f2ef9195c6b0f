import { createSignal, onCleanup, Show } from 'solid-js';
import { ServicesContext } from '../../state/services';
import css from './backup.module.css';

/** What takes less is over before it could be read. */
const QUIET_MS = 400;

/** How far work has come, once it takes a while; without `part` nobody knows. */
export function Progress(props: { label: string; words: string; part?: number | undefined }) {
  const { clock } = ServicesContext.use();
  const [shown, setShown] = createSignal(false);
  onCleanup(clock.after(QUIET_MS, () => setShown(true)));
  return (
    <Show when={shown()}>
      <p class={css['line']}>{props.words}</p>
      {/* As an attribute it can be absent: nobody knows how far it is. */}
      <progress
        class={css['progress']}
        aria-label={props.label}
        attr:value={props.part === undefined ? undefined : Math.min(1, props.part)}
        max={1}
      />
    </Show>
  );
}
