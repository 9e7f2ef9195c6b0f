import { createSignal, type Accessor } from 'solid-js';
import type { TabEvent, Tabs } from '../core/ports';
import type { ProviderSetup } from '../core/providers/repository';
import { KeysLockedError, type OpenHeaders } from '../core/sealing/locked';
import { openSecrets, openToken, sealSecrets } from '../core/sealing/secrets';
import { isSealed, keyPrefix } from '../core/sealing/mark';
import { fromToken, tokens, toToken } from '../core/sealing/token';
import type { Sealing, SealingKey } from '../core/sealing/types';
import type { SecretRecords, VaultStore } from '../core/sealing/vault';
import type { Sealer } from './write-sealed';

/** `off`: keys lie in clear. `locked`: this tab has not been told the passphrase, or has forgotten it. */
export type VaultState = 'off' | 'locked' | 'open';

/** Why keys cannot be locked here: no Web Crypto on an insecure origin, or nothing is stored at all. */
export type VaultProblem = 'insecure' | 'no-storage';

export interface Vault extends Sealer {
  problem: VaultProblem | undefined;
  /** Tracked. */
  state: Accessor<VaultState>;
  /** True while a person is to be asked for the passphrase; tracked. */
  isAsking: Accessor<boolean>;
  /** The answer of that person; false: it is another passphrase, and the question stays. */
  answer(passphrase: string): Promise<boolean>;
  /** Takes the question off: whoever waits for the keys goes without. */
  dismiss(): void;
  /** Resolves with true as soon as keys are to be had: at once, or when a person has said the passphrase. */
  unlock(how?: 'quietly'): Promise<boolean>;
  /** Locks all secrets, anew where they are locked already; asks for the old passphrase where it takes one. */
  lockWith(passphrase: string): Promise<void>;
  /** Puts all secrets back in clear. */
  remove(): Promise<void>;
  /** Forgets the passphrase in this tab. */
  lockNow(): void;
  sealSetup(setup: ProviderSetup): Promise<ProviderSetup>;
  /** The same with every secret in clear; asks where it takes that. Rejects with `KeysLockedError`. */
  open<T>(record: T): Promise<T>;
  /** Headers as they are sent to `url`; each secret goes to its own origin only. Asks nobody. */
  openHeaders: OpenHeaders;
}

export interface VaultTools {
  /** Undefined: nothing is stored. */
  store: VaultStore | undefined;
  /** Undefined: an insecure origin. */
  sealing: Sealing | undefined;
  tabs: Tabs<TabEvent>;
  /** Called after all records were rewritten. */
  onRewritten: () => Promise<void>;
  /** Called with each secret that is in clear from now on: it must be in no log. */
  onOpened: (secret: string) => void;
}

/** What the check of a lock holds. */
const CHECK = JSON.stringify(['', 'patchbay']);

interface Held {
  key: SealingKey;
  prefix: string;
}

/** The lock on the keys, for this tab: the passphrase's key is in its memory alone, and goes with it. */
export async function openVault(tools: VaultTools): Promise<Vault> {
  const { store, sealing, tabs } = tools;
  const [state, setState] = createSignal<VaultState>('off');
  const [isAsking, setAsking] = createSignal(false);
  let held: Held | undefined;
  const waiting = new Set<(isOpen: boolean) => void>();

  /** The lock as it is now: another tab may have changed it. */
  async function look(): Promise<string | undefined> {
    const record = await store?.read();
    const prefix = record && keyPrefix(record.check);
    if (held?.prefix !== prefix) held = undefined;
    setState(prefix === undefined ? 'off' : held ? 'open' : 'locked');
    return record?.check;
  }
  tabs.subscribe((event) => {
    if (event.type === 'providers-changed') look().catch(() => {});
  });
  await look();

  const end = (isOpen: boolean): void => {
    setAsking(false);
    for (const resolve of waiting) resolve(isOpen);
    waiting.clear();
  };

  async function answer(passphrase: string): Promise<boolean> {
    const check = await look();
    const sealed = check === undefined ? undefined : fromToken(check);
    if (check === undefined || !sealed || !sealing) {
      end(check === undefined);
      return true;
    }
    const key = await sealing.keyOf(passphrase, sealed);
    if ((await key.open(sealed)) !== CHECK) return false;
    held = { key, prefix: keyPrefix(check) };
    setState('open');
    end(true);
    return true;
  }

  async function unlock(how?: 'quietly'): Promise<boolean> {
    await look();
    if (state() !== 'locked') return true;
    if (how === 'quietly') return false;
    setAsking(true);
    return new Promise((resolve) => waiting.add(resolve));
  }

  /** The key in use; undefined where nothing is locked. Asks, and throws when nobody answers. */
  async function current(): Promise<SealingKey | undefined> {
    if (!(await unlock())) throw new KeysLockedError();
    return held?.key;
  }

  async function open<T>(record: T): Promise<T> {
    if (!isSealed(JSON.stringify(record))) return record;
    const key = await current();
    const opened = key && (await openSecrets(record, key));
    if (!opened) throw new KeysLockedError();
    return opened;
  }

  /** Rewrites everything under another key, or under none. */
  async function rewrite(next: Held | undefined, check: string | undefined): Promise<void> {
    const before = await current();
    const known = await look();
    await store?.rewrite(async (records) => {
      if (records.vault?.check !== known) {
        throw new Error('The lock on the keys was changed in another tab. Try again.');
      }
      const change = async <T extends object>(record: T): Promise<T> => {
        const clear = before ? await openSecrets(record, before) : record;
        // What another key locked cannot be opened any more, and does not stand in the way of the rest.
        if (!clear) return record;
        return sealSecrets(clear, async () => next?.key);
      };
      const changed: SecretRecords = {
        providers: await Promise.all(records.providers.map(change)),
        toolServers: await Promise.all(records.toolServers.map(change)),
        setup: records.setup && (await change(records.setup)),
        vault: check === undefined ? undefined : { check },
      };
      return changed;
    });
    held = next;
    await look();
    await tools.onRewritten();
  }

  return {
    problem: !store ? 'no-storage' : !sealing ? 'insecure' : undefined,
    state,
    isAsking,
    answer,
    dismiss: () => end(false),
    unlock,
    async lockWith(passphrase) {
      if (!sealing) return;
      const key = await sealing.newKey(passphrase);
      const check = toToken(await key.seal(CHECK));
      await rewrite({ key, prefix: keyPrefix(check) }, check);
    },
    remove: () => rewrite(undefined, undefined),
    lockNow() {
      held = undefined;
      if (state() === 'open') setState('locked');
    },
    seal: (record) => sealSecrets(record, current),
    async sealSetup({ providers, ...rest }) {
      const sealed = [];
      for (const provider of providers) sealed.push(await sealSecrets(provider, current));
      return { ...(await sealSecrets(rest, current)), providers: sealed };
    },
    open,
    async openHeaders(url, headers) {
      const opened = new Headers(headers);
      for (const [name, value] of opened) {
        if (isSealed(value)) opened.set(name, await openHeader(url, value));
      }
      return opened;
    },
  };

  async function openHeader(url: string, value: string): Promise<string> {
    if (!(await unlock('quietly')) || !held) throw new KeysLockedError();
    const { origin } = new URL(url);
    let text = value;
    for (const [token] of value.matchAll(tokens)) {
      const one = await openToken(token, held.key);
      if (!one) throw new KeysLockedError();
      if (one.origin !== origin) throw new Error('A key was meant for another address.');
      const secret = String(one.secret);
      tools.onOpened(secret);
      text = text.replace(token, () => secret);
    }
    return text;
  }
}
