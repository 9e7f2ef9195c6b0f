import type { JsonObject, JsonValue } from '../../lib/json';
import type { Provider } from './types';

/** What a providers.json carries besides our own entries; kept so that export loses nothing. */
export interface FileRemainder {
  /** Entries of other kinds, by key, untouched (their keys included). */
  entries: Record<string, JsonValue>;
  /** Unknown top-level keys. */
  extra: JsonObject;
}

/** The setup that a providers.json carries, written in one transaction. */
export interface ProviderSetup {
  providers: Provider[];
  remainder: FileRemainder;
  orchestrationModel: string;
  summarizeModel: string;
}

/** Stores providers; implemented in `platform`, faked with a Map in tests. */
export interface ProviderRepository {
  /** Everything stored; total: a broken record is set aside, never thrown. */
  load(): Promise<ProviderSetup>;
  /**
   * With `before`, what this tab knew of it: only what differs from that is written, over what is stored by now, and nothing
   * of one that is gone (the demo is stored with its first change). Resolves with what is stored then. Fails with the code
   * `not-sealed` while its secrets are not locked like all others; so does `replaceAll`.
   */
  save(provider: Provider, before?: Provider): Promise<Provider | undefined>;
  remove(id: string): Promise<void>;
  /**
   * Replaces the whole setup in one transaction: all or nothing. With `before`, the setup that this tab knew, what another
   * tab has added or changed since stays.
   */
  replaceAll(setup: ProviderSetup, before?: ProviderSetup): Promise<void>;
  saveDefaults(
    defaults: Partial<Pick<ProviderSetup, 'orchestrationModel' | 'summarizeModel'>>,
  ): Promise<void>;
}
