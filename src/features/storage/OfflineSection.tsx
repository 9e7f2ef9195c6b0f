import { createResource, createSignal, Match, onCleanup, Switch } from 'solid-js';
import type { Safekeeping } from '../../state/safekeeping';
import { Button } from '../../ui/Button';
import css from './StoragePage.module.css';

/** Whether Patchbay itself is stored here, so that it starts and works without a network. */
export function OfflineSection(props: { safekeeping: Safekeeping }) {
  const [count, { mutate }] = createResource(() => props.safekeeping.offline.count());
  const [isFetching, setIsFetching] = createSignal(false);
  let isHere = true;
  onCleanup(() => (isHere = false));
  const fetchRest = async (): Promise<void> => {
    setIsFetching(true);
    const parts = await props.safekeeping.offline.fetchRest((now) => {
      mutate(now);
      return isHere;
    });
    mutate(parts);
    setIsFetching(false);
  };
  const missing = () => count()?.missing ?? 0;
  return (
    <section class={css['section']} aria-label="Without a network">
      <h2 class={css['heading']}>Without a network</h2>
      <Switch
        fallback={<p>Nothing of Patchbay itself is stored here: it starts from its server.</p>}
      >
        <Match when={count() && missing() === 0}>
          <p>
            All {count()?.total} files of Patchbay are stored. Previews and the JavaScript tool need
            the server of this page all the same.
          </p>
        </Match>
        <Match when={missing() > 0}>
          <p>
            {missing()} of {count()?.total} files of Patchbay are not stored yet.{' '}
            {props.safekeeping.offline.savesData()
              ? 'This browser is told to save data, so they come when they are needed.'
              : 'They come one by one while this page is open.'}
          </p>
          <Button busy={isFetching()} onClick={() => void fetchRest()}>
            Store them now
          </Button>
        </Match>
      </Switch>
    </section>
  );
}
