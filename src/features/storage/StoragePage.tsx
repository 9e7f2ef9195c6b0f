import { createResource, Show, Suspense } from 'solid-js';
import { SafekeepingContext } from '../../state/safekeeping';
import { Page } from '../../ui/Page';
import { OfflineSection } from './OfflineSection';
import { UseSection } from './UseSection';

/** What this browser holds for this address, and how it is kept safe. */
export default function StoragePage() {
  const open = SafekeepingContext.use();
  const [safekeeping] = createResource(open);
  return (
    <Page title="Storage">
      <Suspense>
        <Show when={safekeeping()}>
          {(opened) => (
            <>
              <UseSection safekeeping={opened()} />
              <OfflineSection safekeeping={opened()} />
            </>
          )}
        </Show>
      </Suspense>
    </Page>
  );
}
