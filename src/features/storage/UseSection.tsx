import { createResource, For, Show } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { formatBytes } from '../../lib/format';
import type { Safekeeping } from '../../state/safekeeping';
import { Meter } from '../../ui/Meter';
import type { CensusView } from './create-census';
import css from './StoragePage.module.css';
import { useParts } from './use-parts';

/** A fuller disk is near its end: writing fails first for what is large. */
const NEARLY_FULL = 0.8;

/** How much is used, of how much, and by what. */
export function UseSection(props: { safekeeping: Safekeeping; view: CensusView }) {
  const [use] = createResource(() => props.safekeeping.use());
  const known = () => (props.view.kind === 'known' ? props.view.census : undefined);
  const reason = () => (props.view.kind === 'failed' ? props.view.reason : undefined);
  return (
    <section class={css['section']} aria-label="Space">
      <h2 class={css['heading']}>Space</h2>
      <Show when={use()} fallback={<p>This browser does not tell how much is stored.</p>}>
        {(told) => {
          const words = () => `${formatBytes(told().used)} of ${formatBytes(told().quota)} used`;
          return (
            <>
              <p>{words()}.</p>
              <Meter
                label="Space used"
                value={told().used}
                max={told().quota}
                text={words()}
                tone={told().used > NEARLY_FULL * told().quota ? 'amber' : 'plain'}
              />
            </>
          );
        }}
      </Show>
      <Show when={props.view.kind === 'counting' || known()}>
        <dl class={css['parts']}>
          <For each={useParts(known(), use()?.used)}>
            {(part) => (
              <div>
                <dt>{part.label}</dt>
                <dd>{part.bytes === undefined ? '…' : formatBytes(part.bytes)}</dd>
              </div>
            )}
          </For>
        </dl>
      </Show>
      <Show when={reason()}>
        {(words) => (
          <p class={css['about']}>
            What takes it could not be read. {words()} <a href={helpOn('unreadable')}>Help</a>
          </p>
        )}
      </Show>
      <p class="visually-hidden" role="status">
        {props.view.kind === 'counting' ? 'Looking at what takes it.' : ''}
      </p>
    </section>
  );
}
