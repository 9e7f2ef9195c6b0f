import { createEffect, createSignal, lazy, onMount, Show, Suspense } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import type { OpenedBackup } from '../../core/backup/open';
import { reasonOf } from '../../lib/reason';
import type { Backups, RestoreOutcome } from '../../state/backups';
import { NoticesContext } from '../../state/notices';
import { openedBackup } from '../../state/opened-files';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Coming } from '../../ui/Coming';
import { Notice } from '../../ui/Notice';
import { createWork } from '../../ui/create-work';
import css from './backup.module.css';
import { doneWords } from './restore-words';
import page from './StoragePage.module.css';

const BackupDialog = lazy(() => import('./BackupDialog'));
const RestoreDialog = lazy(() => import('./RestoreDialog'));

/** The way out and in for everything at once. */
export function BackupSection(props: {
  backups: Backups;
  /** Hands out the way to restore a file that is there already. */
  onReady?: (restore: (file: Blob, name: string) => Promise<void>) => void;
}) {
  const { files } = ServicesContext.use();
  const notices = NoticesContext.use();
  const [saving, setSaving] = createSignal(false);
  const [incoming, setIncoming] = createSignal<{ name: string; backup: OpenedBackup }>();
  const [refusal, setRefusal] = createSignal('');
  const work = createWork<'open' | 'undo'>();

  async function pick(): Promise<void> {
    setRefusal('');
    const file = await files.pickFile('.json,application/json');
    if (file) await restore(file, file.name);
  }

  const restore = (file: Blob, name: string) => work.run('open', () => open(file, name));
  async function open(file: Blob, name: string): Promise<void> {
    setRefusal('');
    try {
      const opened = await props.backups.open(file);
      if (opened.kind === 'backup') setIncoming({ name, backup: opened.backup });
      else setRefusal(`${name} was not restored. ${opened.message}`);
    } catch {
      setRefusal(`The browser could not read ${name}. Was it moved or deleted?`);
    }
  }
  onMount(() => props.onReady?.(restore));
  // One that the system opened with the app.
  createEffect(() => {
    const file = openedBackup.take();
    if (file) void restore(file, file.name);
  });

  function tell({ counts, error }: RestoreOutcome): void {
    setIncoming(undefined);
    const words = doneWords(counts);
    const undo = { label: 'Undo', run: takeBack };
    if (error !== undefined) {
      const done = words ? `Only a part was restored: ${words}.` : 'Nothing was restored.';
      notices.warn(
        `${done} ${isStop(error) ? '' : reasonOf(error)}`,
        'backup',
        words ? undo : undefined,
      );
    } else if (words) notices.show(`Restored: ${words}.`, undo);
    else notices.show('Nothing was changed: all of it is here already.');
  }

  const takeBack = () =>
    void work.run('undo', () => notices.during('Undoing the restore …', undoRestore()));
  async function undoRestore(): Promise<void> {
    try {
      const stays = await props.backups.undo();
      notices.show(
        stays === 0
          ? 'The restore was undone.'
          : 'The restore was undone. What was changed since stays as it is.',
      );
    } catch (error) {
      notices.warn(`The restore was not undone. ${reasonOf(error)}`, 'backup');
    }
  }

  return (
    <section class={page['section']} aria-label="Backup">
      <h2 class={page['heading']}>Backup</h2>
      <p class={css['line']}>
        Everything in one file, to keep or to take to another browser or address.
      </p>
      <div class={css['actions']}>
        <Button icon="download" onClick={() => setSaving(true)}>
          Back up
        </Button>
        <Button icon="upload" busy={work.is('open')} onClick={() => void pick()}>
          Restore
        </Button>
        <Show when={props.backups.canUndo()}>
          <Button variant="quiet" busy={work.is('undo')} onClick={takeBack}>
            Undo the last restore
          </Button>
        </Show>
      </div>
      <Show when={refusal()}>
        <Notice tone="red" role="alert" help={helpOn('backup')}>
          {refusal()}
        </Notice>
      </Show>
      {/* A boundary of its own: the page must not wait for the dialog's code. */}
      <Suspense fallback={<Coming />}>
        <Show when={saving()}>
          <BackupDialog backups={props.backups} onClose={() => setSaving(false)} />
        </Show>
        <Show when={incoming()}>
          {(current) => (
            <RestoreDialog
              backups={props.backups}
              backup={current().backup}
              name={current().name}
              onClose={() => setIncoming(undefined)}
              onDone={tell}
            />
          )}
        </Show>
      </Suspense>
    </section>
  );
}

const isStop = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';
