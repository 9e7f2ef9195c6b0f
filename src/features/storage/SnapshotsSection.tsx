import { createResource, For, type JSX, Show } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import type { KeptBackup } from '../../core/backup/kept-backups';
import { fileFailure } from '../../lib/file-failure';
import { formatAgo, formatBytes } from '../../lib/format';
import { NoticesContext } from '../../state/notices';
import { ServicesContext } from '../../state/services';
import type { Snapshots } from '../../state/snapshots';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Notice } from '../../ui/Notice';
import { Switch } from '../../ui/Switch';
import { createWork } from '../../ui/create-work';
import kept from './backup.module.css';
import css from './StoragePage.module.css';

export interface SnapshotsSectionProps {
  snapshots: Snapshots | undefined;
  onRestore: (file: Blob, name: string) => Promise<void>;
}

/** Copies that this browser keeps by itself; absent where it cannot. */
export function SnapshotsSection(props: SnapshotsSectionProps): JSX.Element {
  return (
    <section class={css['section']} aria-label="Snapshots">
      <h2 class={css['heading']}>Snapshots</h2>
      <Show
        when={props.snapshots}
        fallback={
          <p class={kept['line']}>
            This browser gives Patchbay no files of its own at this address, so it keeps no
            snapshots. Save backups yourself.
          </p>
        }
      >
        {(snapshots) => <Taken snapshots={snapshots()} onRestore={props.onRestore} />}
      </Show>
    </section>
  );
}

interface TakenProps extends SnapshotsSectionProps {
  snapshots: Snapshots;
}

function Taken(props: TakenProps): JSX.Element {
  const [list] = createResource(
    () => ({ snapshots: props.snapshots, version: props.snapshots.version() }),
    ({ snapshots }) => snapshots.list(),
  );
  const found = () => (list.state === 'errored' ? [] : list.latest);
  const failure = () => props.snapshots.record().failure;
  return (
    <>
      <p class={kept['line']}>
        After changes Patchbay copies all chats and settings, at most once an hour, without keys,
        images and files. That helps after a mistake or a bug. It is no help when the browser clears
        the data of this site: that takes the snapshots too. A chat that you delete stays in them
        for up to four weeks.
      </p>
      <Show when={failure()}>
        {(current) => (
          <Notice tone="red" role="alert" help={helpOn('backup')}>
            <When at={current().at}>The last snapshot failed</When> {current().reason}{' '}
          </Notice>
        )}
      </Show>
      <Switch
        label="Take snapshots"
        checked={!props.snapshots.record().off}
        onChange={(isOn) => void props.snapshots.setOn(isOn)}
      />
      <div>
        <Button busy={props.snapshots.busy()} onClick={() => void props.snapshots.saveNow()}>
          Take one now
        </Button>
      </div>
      <Show
        when={found()?.length}
        fallback={<p class={kept['line']}>No snapshot yet. The first follows the next change.</p>}
      >
        <ul class={kept['rows']}>
          <For each={found()}>
            {(one) => <Row one={one} snapshots={props.snapshots} onRestore={props.onRestore} />}
          </For>
        </ul>
      </Show>
    </>
  );
}

function Row(props: TakenProps & { one: KeptBackup }): JSX.Element {
  const notices = NoticesContext.use();
  const { files } = ServicesContext.use();
  const when = () => timeOf(props.one.at);

  const work = createWork<'restore' | 'download' | 'delete'>();
  async function attempt(run: () => Promise<void>, outcome: string): Promise<void> {
    try {
      await run();
    } catch (error) {
      notices.warn(`${outcome} ${fileFailure(error, 'file')}`, 'backup');
    }
  }
  const press = (
    name: 'restore' | 'download' | 'delete',
    run: () => Promise<void>,
    outcome: string,
  ) => void work.run(name, () => attempt(run, outcome));
  const download = async () =>
    files.saveBlob(props.one.name, await props.snapshots.read(props.one.name));
  const restore = async () => {
    const file = await props.snapshots.read(props.one.name);
    await props.onRestore(file, `the snapshot of ${when()}`);
  };
  const remove = async () => {
    const undo = await props.snapshots.remove(props.one.name);
    const run = () => void attempt(undo, 'The snapshot was not brought back.');
    notices.show('Snapshot deleted.', { label: 'Undo', run });
  };
  return (
    <li class={kept['row']}>
      <div>
        <p>{when()}</p>
        <p class={kept['words']}>
          {chatsWords(props.one.chats)}, {formatBytes(props.one.bytes)}
        </p>
      </div>
      <div class={kept['actions']}>
        <Button
          size="small"
          aria-label={`Restore the snapshot of ${when()}`}
          busy={work.is('restore')}
          onClick={() => press('restore', restore, 'The snapshot was not opened.')}
        >
          Restore
        </Button>
        <Button
          size="small"
          aria-label={`Download the snapshot of ${when()}`}
          busy={work.is('download')}
          onClick={() => press('download', download, 'The snapshot was not saved.')}
        >
          Download
        </Button>
        <IconButton
          size="small"
          icon="trash"
          label={`Delete the snapshot of ${when()}`}
          busy={work.is('delete')}
          onClick={() => press('delete', remove, 'The snapshot was not deleted.')}
        />
      </div>
    </li>
  );
}

function When(props: { at: number; children: JSX.Element }): JSX.Element {
  const { clock } = ServicesContext.use();
  return (
    <>
      {props.children} {formatAgo(clock.now() - props.at)}.
    </>
  );
}

function chatsWords(count: number): string {
  return count === 1 ? '1 chat' : `${count} chats`;
}

function timeOf(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
