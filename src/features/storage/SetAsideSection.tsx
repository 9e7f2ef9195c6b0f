import { createResource, createSignal, For, Match, Show, Switch, untrack } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import type { SetAsideRecords } from '../../core/backup/set-aside';
import { reasonOf } from '../../lib/reason';
import { NoticesContext } from '../../state/notices';
import type { Safekeeping } from '../../state/safekeeping';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { setAsideLines } from './set-aside-words';
import css from './StoragePage.module.css';

/** Stored records that cannot be read: how many, of what kind; they can be exported, and then removed. */
export function SetAsideSection(props: { safekeeping: Safekeeping }) {
  return (
    <Show when={props.safekeeping.setAside}>
      {(records) => (
        <section class={css['section']} aria-label="Set aside">
          <h2 class={css['heading']}>Set aside</h2>
          <Found records={records()} />
        </section>
      )}
    </Show>
  );
}

function Found(props: { records: SetAsideRecords }) {
  // Of one database, which is never replaced.
  const records = untrack(() => props.records);
  const notices = NoticesContext.use();
  const { files, clock } = ServicesContext.use();
  const [counts, { refetch }] = createResource(() => records.find());
  const [isExported, setExported] = createSignal(false);
  const [isBusy, setBusy] = createSignal(false);
  const lines = () => (counts.state === 'ready' ? setAsideLines(counts()) : []);

  async function attempt(failure: string, work: () => Promise<void>): Promise<void> {
    setBusy(true);
    await work().catch((error: unknown) =>
      notices.warn(`${failure} ${reasonOf(error)}`, 'unreadable'),
    );
    setBusy(false);
  }
  const exportAll = () =>
    attempt('Nothing was exported.', async () => {
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      const text = await records.exportAll();
      files.saveText(`patchbay-set-aside-${day}.json`, text, 'application/json');
      setExported(true);
    });
  const remove = () =>
    attempt('Nothing was removed.', async () => {
      const undo = await records.removeExported();
      setExported(false);
      await refetch();
      const bringBack = () =>
        void attempt('They did not come back.', async () => {
          await undo();
          await refetch();
        });
      notices.show('What was set aside is removed.', { label: 'Undo', run: bringBack });
    });
  return (
    <Switch>
      <Match when={counts.state === 'errored'}>
        <p role="alert">
          What is stored could not be looked through. {reasonOf(counts.error)}{' '}
          <a href={helpOn('unreadable')}>Help</a>
        </p>
        <div>
          <Button onClick={() => void refetch()}>Try again</Button>
        </div>
      </Match>
      <Match when={counts.loading}>
        <p role="status">Looking through what is stored.</p>
      </Match>
      <Match when={lines().length === 0}>
        <p>Every record that is stored can be read.</p>
      </Match>
      <Match when={lines().length > 0}>
        <p>
          These could not be read, because they are damaged or a newer Patchbay wrote them. They are
          shown nowhere, and stay stored.
        </p>
        <ul class={css['list']}>
          <For each={lines()}>{(line) => <li>{line}</li>}</For>
        </ul>
        <div class={css['actions']}>
          <Button icon="download" busy={isBusy()} onClick={() => void exportAll()}>
            Export
          </Button>
          <Show when={isExported()}>
            <Button variant="danger" busy={isBusy()} onClick={() => void remove()}>
              Remove
            </Button>
          </Show>
        </div>
        <p class={css['hint']}>
          {isExported()
            ? 'They are in the file that was downloaded, and can be removed here.'
            : 'The file has no keys in it. Once they are exported, they can be removed.'}
        </p>
      </Match>
    </Switch>
  );
}
