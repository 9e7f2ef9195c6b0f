import { createResource, Show, Suspense, untrack } from 'solid-js';
import { type Safekeeping, SafekeepingContext } from '../../state/safekeeping';
import { Coming } from '../../ui/Coming';
import { Page } from '../../ui/Page';
import { BackupSection } from './BackupSection';
import { FolderSection } from './FolderSection';
import { SnapshotsSection } from './SnapshotsSection';
import { SetAsideSection } from './SetAsideSection';
import { OfflineSection } from './OfflineSection';
import { BiggestChats } from './BiggestChats';
import { createCensusView } from './create-census';
import { LastBackupSection } from './LastBackupSection';
import { MoveSection } from './MoveSection';
import { ProtectionSection } from './ProtectionSection';
import { UseSection } from './UseSection';

/** What this browser holds for this address, and how it is kept safe. */
export default function StoragePage() {
  const open = SafekeepingContext.use();
  const [safekeeping] = createResource(async () => {
    const opened = await open();
    // What is known at once comes with the page: nothing moves below a finger that is on its way.
    await opened.protection.look().catch(() => {});
    return opened;
  });
  return (
    <Page title="Storage">
      <Suspense fallback={<Coming words="Looking at what is stored." />}>
        <Show when={safekeeping()}>{(opened) => <Sections safekeeping={opened()} />}</Show>
      </Suspense>
    </Page>
  );
}

function Sections(props: { safekeeping: Safekeeping }) {
  // Weighed once, for both that show it.
  const census = createCensusView(untrack(() => props.safekeeping));
  let restore: ((file: Blob, name: string) => Promise<void>) | undefined;
  return (
    <>
      <UseSection safekeeping={props.safekeeping} view={census()} />
      <ProtectionSection safekeeping={props.safekeeping} />
      <LastBackupSection safekeeping={props.safekeeping} />
      <Show when={props.safekeeping.backups}>
        {(backups) => <BackupSection backups={backups()} onReady={(next) => (restore = next)} />}
      </Show>
      <FolderSection folder={props.safekeeping.folder} />
      <SnapshotsSection
        snapshots={props.safekeeping.snapshots}
        onRestore={(file, name) => restore?.(file, name) ?? Promise.resolve()}
      />
      <BiggestChats view={census()} />
      <MoveSection />
      <SetAsideSection safekeeping={props.safekeeping} />
      <OfflineSection safekeeping={props.safekeeping} />
    </>
  );
}
