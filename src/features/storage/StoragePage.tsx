import { createResource, Show, Suspense } from 'solid-js';
import { SafekeepingContext } from '../../state/safekeeping';
import { Page } from '../../ui/Page';
import { BackupSection } from './BackupSection';
import { FolderSection } from './FolderSection';
import { SnapshotsSection } from './SnapshotsSection';
import { SetAsideSection } from './SetAsideSection';
import { OfflineSection } from './OfflineSection';
import { UseSection } from './UseSection';

/** What this browser holds for this address, and how it is kept safe. */
export default function StoragePage() {
  const open = SafekeepingContext.use();
  const [safekeeping] = createResource(open);
  let restore: ((file: Blob, name: string) => Promise<void>) | undefined;
  return (
    <Page title="Storage">
      <Suspense>
        <Show when={safekeeping()}>{(opened) => <UseSection safekeeping={opened()} />}</Show>
        <Show when={safekeeping()?.backups}>
          {(backups) => <BackupSection backups={backups()} onReady={(next) => (restore = next)} />}
        </Show>
        <Show when={safekeeping()}>{(opened) => <FolderSection folder={opened().folder} />}</Show>
        <Show when={safekeeping()}>
          {(opened) => (
            <>
              <SnapshotsSection
                snapshots={opened().snapshots}
                onRestore={(file, name) => restore?.(file, name) ?? Promise.resolve()}
              />
              <SetAsideSection safekeeping={opened()} />
              <OfflineSection safekeeping={opened()} />
            </>
          )}
        </Show>
      </Suspense>
    </Page>
  );
}
