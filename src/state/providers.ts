import { createStore, produce, reconcile, unwrap } from 'solid-js/store';
import type { ProbeTarget } from '../core/doctor/probe';
import type { ChatSuspicion } from '../core/doctor/probe-chat';
import type { ProbeStep } from '../core/doctor/steps';
import type { Cause, Diagnosis, ProbeOutcome } from '../core/doctor/types';
import type { NewId, TabEvent, Tabs } from '../core/ports';
import type { PresetId } from '../core/providers/preset-id';
import type { ProviderRepository, ProviderSetup } from '../core/providers/repository';
import type { ProviderChange } from '../core/providers/change-provider';
import {
  connectionOf,
  isSameConnection,
  secretsOf,
  type ProviderConnection,
} from '../core/providers/connection';
import type { Provider } from '../core/providers/types';
import { isSealed } from '../core/sealing/mark';
import { withKnown } from '../core/servers/known-facts';
import { createTurns } from '../lib/in-turn';
import { createStateContext } from './context';
import { createDiscoveries } from './discovery';
import {
  createExamine,
  type Examination,
  type ExamineTools,
  type FetchFor,
  type OnSteps,
} from './examine';
import type { Vault } from './vault';
import { writeSealed } from './write-sealed';

/** What is known of a provider's connection in this session. */
export type ProviderStatus =
  | { kind: 'unknown' }
  | { kind: 'looking'; since: number; steps?: readonly ProbeStep[] }
  /**
   * `note` tells what was taken off the address and key as they were typed, `checkup` how the server was asked;
   * `mended` instead of it: it had failed, and was watched until it worked.
   */
  | {
      kind: 'connected';
      ms: number;
      at: number;
      note?: string;
      checkup?: Checkup;
      mended?: Checkup;
    }
  | { kind: 'failed'; diagnosis: Diagnosis; steps: readonly ProbeStep[]; at: number };

/** What an answer may tell of its server. */
export type ProviderNote = Pick<
  Provider,
  'learned' | 'checks' | 'learnedWindows' | 'calibrations' | 'listed' | 'server'
>;

/** What the doctor found, and how. */
export type Checkup = Pick<Examination, 'diagnosis' | 'steps'>;

export interface ProviderDraft extends ProbeTarget {
  preset?: PresetId;
  label?: string;
}

export interface ProvidersState {
  readonly list: readonly Provider[];
  readonly orchestrationModel: string;
  readonly summarizeModel: string;
  /** False until the stored providers have been read. */
  readonly loaded: boolean;
  /** Resolves when they have been read. */
  readonly ready: Promise<void>;
  status(id: string): ProviderStatus;
  get(id: string): Provider | undefined;
  fetchFor: FetchFor;
  /** Every key that was stored or tried in this session. */
  keys(): string[];
  /** A secret that was unlocked: it is one of the keys from now on. */
  conceal(secret: string): void;
  /** Asks a server for its models without saving anything; throws only when aborted. */
  probe(draft: ProviderDraft, signal: AbortSignal, onSteps?: OnSteps): Promise<Examination>;
  /** One gentle look whether what failed for this cause may work now; throws only when aborted. */
  glance(draft: ProviderDraft, cause: Cause, signal: AbortSignal): Promise<boolean>;
  /**
   * Finds out why messages fail, `suspicion` being what became of one, if any: it sends an empty request to the chat
   * route, so only when a person asks for it. Says nothing in `status`; throws only when aborted.
   */
  examineChat(
    id: string,
    suspicion: ChatSuspicion,
    signal: AbortSignal,
    onSteps?: OnSteps,
  ): Promise<Examination | undefined>;
  /** Saves a new provider, with the list that a probe brought, if any; returns its id. */
  add(
    draft: ProviderDraft,
    baseUrl: string,
    outcome?: ProbeOutcome,
    more?: { note?: string; mended?: Checkup },
  ): Promise<string>;
  /** Changes fields; a base URL of another origin drops the key unless a new one comes with it. */
  update(id: string, change: ProviderChange): Promise<void>;
  /** Notes what an answer told of a server, unless the connection is another one by now. */
  note(
    asked: ProviderConnection & { id: string },
    change: (current: Provider) => ProviderNote,
  ): Promise<void>;
  /** Removes it; the returned function brings it back. */
  remove(id: string): Promise<() => Promise<void>>;
  /**
   * Asks for the models again; the outcome is in `status`. Rejects when the list could not be saved. `quietly`: nobody is
   * asked for the passphrase of a locked key, and so nothing either.
   */
  refresh(id: string, how?: 'quietly'): Promise<void>;
  /** Whether the secrets of a provider may be sent; a person is asked for the passphrase where it takes one. */
  unlock(provider: ProviderConnection, how?: 'quietly'): Promise<boolean>;
  /** Reads what is stored again. */
  reload(): Promise<void>;
  setDefaults(defaults: { orchestrationModel?: string; summarizeModel?: string }): Promise<void>;
  /** Everything that providers.json carries, for export and for planning an import. */
  setup(): ProviderSetup;
  /** Writes an imported setup in one transaction; `asked` resolves when the servers whose models are not listed have been asked. */
  replaceSetup(setup: ProviderSetup): Promise<{ asked: Promise<void> }>;
}

export const ProvidersContext = createStateContext<ProvidersState>('Providers');

export interface ProvidersTools extends ExamineTools {
  repository: ProviderRepository;
  tabs: Tabs<TabEvent>;
  newId: NewId;
  /** The built-in demo, unless the user has removed it. */
  demo: () => Promise<Provider | undefined>;
  onDemoRemoved: (removed: boolean) => Promise<void>;
  /** The lock on the keys; it comes with the first key that is locked. */
  vault: () => Promise<Pick<Vault, 'seal' | 'sealSetup' | 'unlock'>>;
}

interface StoredState {
  setup: ProviderSetup;
  statuses: Record<string, ProviderStatus>;
  loaded: boolean;
}

const emptySetup: ProviderSetup = {
  providers: [],
  remainder: { entries: {}, extra: {} },
  orchestrationModel: '',
  summarizeModel: '',
};

/** Without the models: they are in the provider. */
function checkupOf({ diagnosis, steps }: Checkup): Checkup {
  return { diagnosis, steps };
}

/** The providers, their connections and the defaults of providers.json, over a repository. */
export function createProviders(tools: ProvidersTools): ProvidersState {
  const { repository, clock } = tools;
  const [state, setState] = createStore<StoredState>({
    setup: structuredClone(emptySetup),
    statuses: {},
    loaded: false,
  });
  const running = new Map<string, AbortController>();
  /** Keys typed but not saved, and those that were taken out: the log must black them out too. */
  const seen = new Set<string>();
  const examine = createExamine(tools);
  /** What reads a provider and writes it back: an override must not be lost to a list that arrives meanwhile. */
  const inTurn = createTurns();

  const remember = () =>
    state.setup.providers.flatMap(secretsOf).forEach((secret) => seen.add(secret));

  const read = async () => {
    const [setup, demo] = await Promise.all([repository.load(), tools.demo()]);
    if (demo && !setup.providers.some((provider) => provider.demo)) setup.providers.push(demo);
    remember();
    setState('setup', reconcile(setup));
    setState('loaded', true);
  };
  const load = () => inTurn(read);
  tools.tabs.subscribe((event) => {
    // Storage that fails says so to whoever asks it for something.
    if (event.type === 'providers-changed') load().catch(() => {});
  });

  const get = (id: string) => state.setup.providers.find((provider) => provider.id === id);
  const index = (id: string) => state.setup.providers.findIndex((provider) => provider.id === id);
  const changed = () => tools.tabs.publish({ type: 'providers-changed' });
  const setStatus = (id: string, status: ProviderStatus) =>
    setState('statuses', id, reconcile(status));

  const forget = (id: string) =>
    setState('setup', 'providers', (list) => list.filter((entry) => entry.id !== id));

  /** Repository first, then store, then the other tabs; `before` is what it was made of, absent for one that is new. */
  async function save(provider: Provider, before?: Provider): Promise<void> {
    // A copy: the store changes its records in place.
    const known = before && structuredClone(unwrap(before));
    const write = (record: Provider) => repository.save(record, known);
    const saved = await writeSealed(provider, write, tools.vault);
    // Another tab has removed it.
    if (!saved) return forget(provider.id);
    const at = index(saved.id);
    remember();
    if (at < 0)
      setState(
        'setup',
        'providers',
        produce((list) => void list.push(saved)),
      );
    else setState('setup', 'providers', at, reconcile(saved));
    changed();
  }

  const discoveries = createDiscoveries({
    ...tools,
    get: (id) => {
      const provider = get(id);
      return provider && unwrap(provider);
    },
    inTurn,
    save,
  });

  /** Ends the look that is under way; what it would have said is about another connection. */
  function stopLooking(id: string): void {
    running.get(id)?.abort();
    running.delete(id);
    discoveries.stop(id);
    if (state.statuses[id]?.kind === 'looking') setStatus(id, { kind: 'unknown' });
  }

  /** A draft as the doctor knows it, its secrets remembered. */
  const named = (draft: ProviderDraft) => {
    secretsOf({ ...draft, baseUrl: draft.input }).forEach((secret) => seen.add(secret));
    const { preset, label = 'new provider' } = draft;
    return { label, baseUrl: draft.input, ...(preset && { preset }) };
  };

  async function unlock(provider: ProviderConnection, how?: 'quietly'): Promise<boolean> {
    return !secretsOf(provider).some(isSealed) || (await tools.vault()).unlock(how);
  }

  /** `plainHttpAllowed`: a person asks for it, or agreed to send the key over plain http before. */
  async function look(id: string, plainHttpAllowed: boolean, how?: 'quietly'): Promise<void> {
    const provider = get(id);
    if (!provider || !(await unlock(provider, how))) return;
    stopLooking(id);
    const controller = new AbortController();
    running.set(id, controller);
    setStatus(id, { kind: 'looking', since: clock.now() });
    try {
      await lookAt(
        { ...unwrap(provider), ...connectionOf(provider) },
        plainHttpAllowed,
        controller.signal,
      );
    } catch (error) {
      if (controller.signal.aborted) return;
      setStatus(id, { kind: 'unknown' });
      throw error;
    } finally {
      if (running.get(id) === controller) running.delete(id);
    }
  }

  async function lookAt(
    provider: Provider,
    plainHttpAllowed: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const target = { ...connectionOf(provider), input: provider.baseUrl, plainHttpAllowed };
    const onSteps = (steps: readonly ProbeStep[]) => {
      if (!signal.aborted) setState('statuses', provider.id, { steps });
    };
    const { outcome, diagnosis, steps } = await examine(target, provider, signal, onSteps);
    const at = clock.now();
    await inTurn(async () => {
      signal.throwIfAborted();
      const current = get(provider.id);
      // Another tab may have changed the connection: its new key has nothing to do with this address.
      if (!current || !isSameConnection(current, provider)) return stopLooking(provider.id);
      if (outcome.kind === 'ok') {
        // An imported address without /v1 settles here; the origin is the same, so the key stays.
        const { baseUrl, models } = outcome;
        const listed = { models: withKnown(models, unwrap(current).listed?.models), at };
        const next = { ...unwrap(current), baseUrl, listed };
        await save(next, current);
        if (!signal.aborted) discoveries.start(next, models);
      }
      signal.throwIfAborted();
      const isConnected = outcome.kind === 'ok' && outcome.models.length > 0;
      setStatus(
        provider.id,
        isConnected
          ? { kind: 'connected', ms: outcome.ms, at, checkup: checkupOf({ diagnosis, steps }) }
          : { kind: 'failed', diagnosis, steps, at },
      );
    });
  }

  /** Asks the servers that never told their models: imported without, or down when they were saved. */
  async function askUnlisted(): Promise<void> {
    const unlisted = state.setup.providers.filter(
      ({ demo, listed, fileModels }) => !demo && !listed && fileModels.length === 0,
    );
    // Nobody waits for these; whoever does, by `refresh`, hears of a disk that fails.
    await Promise.allSettled(unlisted.map(({ id }) => look(id, false, 'quietly')));
  }

  const ready = load();
  // A server that was down is tried again at each start; storage that failed has said so itself.
  void ready.then(askUnlisted, () => {});

  return {
    get list() {
      return state.setup.providers;
    },
    get orchestrationModel() {
      return state.setup.orchestrationModel;
    },
    get summarizeModel() {
      return state.setup.summarizeModel;
    },
    get loaded() {
      return state.loaded;
    },
    ready,
    status: (id) => state.statuses[id] ?? { kind: 'unknown' },
    get,
    fetchFor: tools.fetchFor,
    keys: () => [...state.setup.providers.flatMap(secretsOf), ...seen],
    conceal(secret) {
      const headers = { secret };
      secretsOf({ baseUrl: '', apiKey: '', headers }).forEach((known) => seen.add(known));
    },
    probe: (draft, signal, onSteps) => examine(draft, named(draft), signal, onSteps),
    glance: (draft, cause, signal) => examine.glance(draft, named(draft), cause, signal),
    async examineChat(id, suspicion, signal, onSteps) {
      const provider = get(id);
      if (!provider || !(await unlock(provider))) return undefined;
      const target = {
        ...connectionOf(unwrap(provider)),
        input: provider.baseUrl,
        plainHttpAllowed: true,
      };
      return examine.chat(target, unwrap(provider), suspicion, signal, onSteps);
    },
    refresh: (id, how) => look(id, true, how),
    unlock,
    reload: load,
    async add(draft, baseUrl, outcome, more) {
      const { newProvider } = await import('../core/providers/new-provider');
      return inTurn(async () => {
        const at = clock.now();
        const provider = newProvider({
          ...draft,
          id: tools.newId(),
          baseUrl,
          existing: unwrap(state.setup.providers),
          otherKeys: Object.keys(unwrap(state.setup.remainder.entries)),
          now: at,
        });
        if (outcome?.kind === 'ok') provider.listed = { models: outcome.models, at };
        await save(provider);
        if (outcome?.kind === 'ok') {
          discoveries.start(provider, outcome.models);
          const mended = more?.mended && checkupOf(more.mended);
          const { note } = more ?? {};
          setStatus(provider.id, {
            kind: 'connected',
            ms: outcome.ms,
            at,
            ...(note && { note }),
            ...(mended && { mended }),
          });
        }
        return provider.id;
      });
    },
    async update(id, change) {
      const { changeProvider } = await import('../core/providers/change-provider');
      await inTurn(async () => {
        const current = get(id);
        if (!current) return;
        const next = changeProvider(unwrap(current), change);
        if (!isSameConnection(current, next)) stopLooking(id);
        await save(next, current);
      });
    },
    note: (asked, change) =>
      inTurn(async () => {
        const current = get(asked.id);
        if (!current || !isSameConnection(current, asked)) return;
        await save({ ...unwrap(current), ...change(unwrap(current)) }, current);
      }),
    remove: (id) =>
      inTurn(async () => {
        const provider = get(id);
        if (!provider) return async () => {};
        const kept = unwrap(provider);
        stopLooking(id);
        await repository.remove(id);
        if (kept.demo) await tools.onDemoRemoved(true);
        remember();
        forget(id);
        changed();
        return () =>
          inTurn(async () => {
            if (kept.demo) await tools.onDemoRemoved(false);
            await save(kept);
          });
      }),
    setDefaults: (defaults) =>
      inTurn(async () => {
        await repository.saveDefaults(defaults);
        setState('setup', defaults);
        changed();
      }),
    setup: () => unwrap(state.setup),
    async replaceSetup(setup) {
      // As it is now: that is what the new one was made of.
      const before = structuredClone(unwrap(state.setup));
      await inTurn(async () => {
        const sealed = await (await tools.vault()).sealSetup(setup);
        await repository.replaceAll(sealed, before);
        await read();
        changed();
      });
      return { asked: askUnlisted() };
    },
  };
}
