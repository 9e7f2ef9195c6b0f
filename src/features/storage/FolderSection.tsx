import { createSignal, type JSX, Match, Show, Switch as Choose } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { fileFailure } from '../../lib/file-failure';
import { formatAgo, formatBytes } from '../../lib/format';
import { ServicesContext } from '../../state/services';
import type { SaveFolder } from '../../state/save-folder';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Switch } from '../../ui/Switch';
import kept from './backup.module.css';
import css from './StoragePage.module.css';

/** Backups in a folder that the person picked; absent where the browser lets nobody pick one for good. */
export function FolderSection(props: { folder: SaveFolder | undefined }): JSX.Element {
  return (
    <section class={css['section']} aria-label="Saving to a folder">
      <h2 class={css['heading']}>Saving to a folder</h2>
      <Show
        when={props.folder}
        fallback={
          <p class={kept['line']}>
            This browser cannot save to a folder by itself; Chrome, Edge and other Chromium browsers
            can. Save backups yourself.
          </p>
        }
      >
        {(folder) => <Saving folder={folder()} />}
      </Show>
    </section>
  );
}

function Saving(props: { folder: SaveFolder }): JSX.Element {
  const [problem, setProblem] = createSignal('');
  async function attempt(work: Promise<void>): Promise<void> {
    setProblem('');
    try {
      await work;
    } catch (error) {
      setProblem(fileFailure(error, 'folder'));
    }
  }
  const view = () => props.folder.view();
  const asks = () => {
    const current = view();
    return current.kind === 'asks' ? current : undefined;
  };
  const saving = () => {
    const current = view();
    return current.kind === 'saving' ? current : undefined;
  };
  const choose = () => void attempt(props.folder.choose());
  return (
    <>
      <p class={kept['line']}>
        After changes a backup of everything but keys is written to a folder of yours, at most once
        an hour. The last three stay, one a day for a week, and one a week for a month. That also
        helps when the browser clears the data of this site.
      </p>
      <Show when={problem()}>
        <Notice tone="red" role="alert" help={helpOn('backup')}>
          {problem()}
        </Notice>
      </Show>
      <Choose>
        <Match when={view().kind === 'none'}>
          <div>
            <Button icon="folder" onClick={choose}>
              Choose a folder
            </Button>
          </div>
        </Match>
        <Match when={asks()}>
          {(current) => (
            <Notice tone="amber" role="note">
              <p>
                The browser asks again before Patchbay may write to {current().name}. Until then no
                backup is saved there.
              </p>
              <LastSaved folder={props.folder} />
              <div class={kept['actions']}>
                <Button variant="primary" onClick={() => void attempt(props.folder.resume())}>
                  Continue saving to {current().name}
                </Button>
                <Forget folder={props.folder} onAttempt={attempt} />
              </div>
            </Notice>
          )}
        </Match>
        <Match when={saving()}>
          {(current) => (
            <>
              <div>
                <p class={kept['title']}>{current().name}</p>
                <LastSaved folder={props.folder} />
              </div>
              <LastFailure folder={props.folder} />
              <Switch
                label="Include images and files"
                checked={!props.folder.record().textOnly}
                onChange={(isOn) => void attempt(props.folder.setAttachments(isOn))}
              />
              <div class={kept['actions']}>
                <Button
                  busy={props.folder.busy()}
                  onClick={() => void attempt(props.folder.saveNow())}
                >
                  Save now
                </Button>
                <Button variant="quiet" onClick={choose}>
                  Choose another folder
                </Button>
                <Forget folder={props.folder} onAttempt={attempt} />
              </div>
            </>
          )}
        </Match>
      </Choose>
    </>
  );
}

function Forget(props: {
  folder: SaveFolder;
  onAttempt: (work: Promise<void>) => Promise<void>;
}): JSX.Element {
  return (
    <Button variant="quiet" onClick={() => void props.onAttempt(props.folder.forget())}>
      Stop saving
    </Button>
  );
}

function LastSaved(props: { folder: SaveFolder }): JSX.Element {
  const { clock } = ServicesContext.use();
  return (
    <p class={kept['words']}>
      <Show when={props.folder.record().success} fallback="Nothing saved yet.">
        {(success) => (
          <>
            Last saved {formatAgo(clock.now() - success().at)}, {formatBytes(success().bytes)}.
          </>
        )}
      </Show>
    </p>
  );
}

function LastFailure(props: { folder: SaveFolder }): JSX.Element {
  const { clock } = ServicesContext.use();
  return (
    <Show when={props.folder.record().failure}>
      {(failure) => (
        <Notice tone="red" role="alert" help={helpOn('backup')}>
          The last backup failed {formatAgo(clock.now() - failure().at)}. {failure().reason} It is
          tried again every ten minutes while Patchbay is open.
        </Notice>
      )}
    </Show>
  );
}
