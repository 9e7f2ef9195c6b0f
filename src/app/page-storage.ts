import type { Clock, TabEvent, Tabs } from '../core/ports';
import { deferred } from '../lib/deferred';
import { createSetAside } from '../platform/set-aside';
import {
  type AppStorage,
  browserIndexedDB,
  browserSession,
  openStorage,
} from '../platform/storage';
import type { Notices } from '../state/notices';
import { createUnsavedDoor } from '../state/unsaved/door';
import type { ToastQueue } from '../ui/toast-queue';

export interface PageStorageTools {
  tabs: Tabs<TabEvent>;
  clock: Clock;
  notices: Notices;
  toasts: ToastQueue;
  /** Writes what is to be written before this tab steps aside for a newer version. */
  onLastWrites: () => Promise<unknown> | undefined;
  /** The database was closed or deleted below this tab. */
  onClosed: () => void;
}

/** Opens what is stored, and says what the opening met; the repositories can be asked at once, and wait for it. */
export function openPageStorage(tools: PageStorageTools) {
  const { tabs, clock, notices, toasts, onLastWrites, onClosed } = tools;
  const setAside = createSetAside(() =>
    notices.warn(
      'Some of what is stored could not be read. It was set aside, nothing was deleted.',
      'unreadable',
      { label: 'Show', run: () => (location.hash = '#/storage') },
    ),
  );
  const storage: Promise<AppStorage> = openStorage({
    factory: browserIndexedDB(),
    session: browserSession(),
    setAside,
    onBlocked: () =>
      void import('./say-while-blocked').then((late) =>
        late.sayWhileBlocked(toasts, clock, storage),
      ),
    onLastWrites,
    onOutdated: () =>
      notices.warn(
        'Another tab runs a newer Patchbay. Reload this one to go on; what you typed stays.',
        'update',
        { label: 'Reload', run: () => location.reload() },
      ),
    onClosed,
  });
  void storage.then(({ putBack = [] }) =>
    putBack.forEach((id) => tabs.publish({ type: 'conversation-changed', id })),
  );
  const stored = {
    providers: deferred(storage.then((opened) => opened.providers)),
    conversations: deferred(storage.then((opened) => opened.conversations)),
  };
  // What could not be written is kept there, and tried again.
  const loadUnsaved = () => import('./open-unsaved');
  const unsaved = createUnsavedDoor(async () =>
    (await loadUnsaved()).openUnsaved({ ...stored, tabs, clock }),
  );
  const repositories = {
    providers: unsaved.guard(stored.providers, (late) => late.providers),
    conversations: unsaved.guard(stored.conversations, (late) => late.conversations),
    attachments: deferred(storage.then((opened) => opened.attachments)),
    settings: deferred(storage.then((opened) => opened.settings)),
  };
  void storage.then(async ({ problem }) => {
    if (!problem) return;
    const told = await unsaved.open().catch(() => undefined);
    if (told) told.tellNowhere(problem);
    else notices.warn(problem, 'storage');
  });
  const keepLost = async (shown: Parameters<KeepLost>[1]) =>
    (await loadUnsaved()).keepLost(stored, shown, unsaved);
  return { storage, setAside, repositories, unsaved, keepLost };
}

type KeepLost = (typeof import('./open-unsaved'))['keepLost'];
