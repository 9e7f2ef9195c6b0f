import { createRoot } from 'solid-js';
import { FORMAT } from '../core/backup/format';
import { LONG_PASTE } from '../core/attachments/limits';
import { sharedText } from '../core/shared-text';
import { reasonOf } from '../lib/reason';
import { readText } from '../platform/files';
import { followKeyboard } from '../platform/keyboard-room';
import { onLaunchedFile } from '../platform/launched-files';
import { openShared } from '../platform/service-worker/share';
import { listenForSwipes } from '../platform/swipe';
import { createToastKeys } from '../ui/toast-keys';
import { openedBackup, openedSetup } from '../state/opened-files';
import type { AppState } from './state';

/** Of a file, what tells whose it is. */
const HEAD_BYTES = 64 * 1024;

/** What a phone, an installed app or a keyboard has beyond a page: swipes, shares, files, shortcuts, the way to the toasts. */
export function openDevice(state: AppState): void {
  const { commands, notices, services } = state;
  followKeyboard(window, document.documentElement);
  const isSmall = matchMedia('(width <= 800px)');
  const isStill = matchMedia('(prefers-reduced-motion: reduce)');
  listenForSwipes(document, {
    element: () => document.getElementById('sidebar') ?? undefined,
    toggle: () => (isSmall.matches ? commands.action('sidebar') : undefined),
    isStill: () => isStill.matches,
  });
  createRoot(() => openToastKeys(state));
  onLaunchedFile(
    window,
    (file) => void takeFile(file, services.navigate),
    (error) => notices.warn(`The file could not be opened. ${reasonOf(error)}`, 'import'),
  );
  const arrive = (): void => {
    const [, query] = location.hash.split('?');
    const asked = new URLSearchParams(location.hash.startsWith('#/?') ? query : '');
    if (!asked.has('shared') && asked.get('do') !== 'search') return;
    // Going back or loading again must not do it again.
    history.replaceState(history.state, '', '#/');
    // Later than a new page, which takes the focus.
    if (asked.get('do') === 'search')
      void services.idle().then(() => commands.action('search')?.());
    else if (asked.get('shared') === 'failed')
      notices.warn(
        'What you shared could not be taken over. It may be too large: 60 MB at most.',
        'attachment',
      );
    else
      takeShared(state).catch((error: unknown) =>
        notices.warn(`What you shared could not be taken over. ${reasonOf(error)}`, 'attachment'),
      );
  };
  addEventListener('hashchange', arrive);
  arrive();
}

function openToastKeys({ commands, toasts }: AppState): void {
  const region = document.querySelector<HTMLElement>('[data-toasts]');
  if (!region) return;
  const keys = createToastKeys(toasts, region, 'F8');
  commands.offer(() => ({ notice: keys.canGo() ? () => keys.go() : undefined }));
}

/** Leads a file to the page that shows what it would change, and asks. */
async function takeFile(file: File, navigate: (hash: string) => void): Promise<void> {
  const head = await file
    .slice(0, HEAD_BYTES)
    .text()
    .catch(() => '');
  if (head.includes(FORMAT)) {
    openedBackup.give(file);
    navigate('#/storage');
  } else {
    openedSetup.give(await readText(file));
    navigate('#/providers');
  }
}

/** Puts what was shared into the composer of a new chat, behind what stands there; sending it is up to the person. */
async function takeShared({ drafts, notices, services }: AppState): Promise<void> {
  if (!('caches' in globalThis)) return;
  const shared = await openShared(new URL('./', location.href).href, caches);
  if (!shared) return;
  const words = sharedText(shared);
  const isLong = words.length > LONG_PASTE;
  const files = isLong
    ? [new File([words], 'shared.txt', { type: 'text/plain' }), ...shared.files]
    : shared.files;
  const before = drafts.get(undefined);
  const after = [before, isLong ? '' : words].filter(Boolean).join('\n\n');
  drafts.set(undefined, after);
  const attachments = files.length > 0 ? await services.attachments() : undefined;
  const ids = attachments?.add(undefined, files) ?? [];
  notices.show('What you shared is in the draft of a new chat.', {
    label: 'Undo',
    run() {
      ids.forEach((id) => attachments?.remove(id));
      if (drafts.get(undefined) === after) drafts.set(undefined, before);
    },
  });
}
