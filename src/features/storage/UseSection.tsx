import { createResource, Show } from 'solid-js';
import { formatBytes } from '../../lib/format';
import type { Safekeeping } from '../../state/safekeeping';
import css from './StoragePage.module.css';

/** How much is used, of how much. */
export function UseSection(props: { safekeeping: Safekeeping }) {
  const [use] = createResource(() => props.safekeeping.use());
  return (
    <section class={css['section']} aria-label="Space">
      <h2 class={css['heading']}>Space</h2>
      <Show when={use()} fallback={<p>This browser does not tell how much is stored.</p>}>
        {(known) => (
          <p>
            {formatBytes(known().used)} of {formatBytes(known().quota)} used.
          </p>
        )}
      </Show>
    </section>
  );
}
