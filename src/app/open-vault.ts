import { createEffect, createRoot, on } from 'solid-js';
import type { TabEvent, Tabs } from '../core/ports';
import { createSealing } from '../platform/sealing';
import type { AppStorage } from '../platform/storage';
import { createVaultStore } from '../platform/vault-store';
import type { Notices } from '../state/notices';
import type { ProvidersState } from '../state/providers';
import type { OpenToolServers } from '../state/tool-servers-door';
import { openVault, type Vault } from '../state/vault';

export interface StoredVaultTools {
  storage: AppStorage;
  tabs: Tabs<TabEvent>;
  providers: ProvidersState;
  toolServers: OpenToolServers;
  notices: Notices;
}

/** The lock on what is stored, and the dialog that asks for its passphrase, in front of whatever is on screen. */
export async function openStoredVault(tools: StoredVaultTools): Promise<Vault> {
  const { storage, tabs, providers, notices } = tools;
  const vault = await openVault({
    store: storage.database && createVaultStore(storage.database),
    sealing: createSealing(crypto),
    tabs,
    onOpened: (secret) => providers.conceal(secret),
    async onRewritten() {
      tabs.publish({ type: 'providers-changed' });
      tabs.publish({ type: 'tool-servers-changed' });
      await Promise.all([providers.reload(), tools.toolServers().then((open) => open.reload())]);
    },
  });
  const show = async (): Promise<void> => {
    const { showUnlockDialog } = await import('./unlock-dialog');
    showUnlockDialog(vault);
  };
  createRoot(() => {
    createEffect(
      on(vault.isAsking, (isAsking) => {
        if (!isAsking) return;
        show().catch(() => {
          notices.warn(
            'The dialog that unlocks the keys could not be loaded. Try again.',
            'update',
          );
          vault.dismiss();
        });
      }),
    );
  });
  return vault;
}
