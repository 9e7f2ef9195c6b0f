import { createSignal } from 'solid-js';
import { toFileModels } from '../core/models/model-file';
import type { PickedFile, PickedStore, StoredValue } from '../core/backup/picked';
import type { Attention, Clock, NewId, TabEvent, Tabs, TryLock } from '../core/ports';
import { type DecodedFile, tooLarge } from '../core/providers/codec';
import { composeLinked } from '../core/providers/compose-linked';
import type { Problem } from '../core/providers/json-path';
import { judgeLink, linkBase, type LinkSides, type LinkStep } from '../core/providers/judge-link';
import type { LinkRecord } from '../core/providers/link-record';
import { applyMerge, type MergePlan } from '../core/providers/merge';
import { fileFailure } from '../lib/file-failure';
import { createTurns } from '../lib/in-turn';
import type { ModelsState } from './models';
import type { Notices } from './notices';
import type { ProvidersState } from './providers';

const LOCK = 'patchbay-linked-file';
const LOOK_MS = 5_000;
/** Long enough that every tab has read a change before one of them writes it. */
const CHANGE_MS = 1_000;

export type LinkView =
  | { kind: 'none' }
  | { kind: 'looking'; name: string }
  | { kind: 'in-step'; name: string; at: number; includeKeys: boolean }
  /** The browser asks for the permission again, at the press of a button. */
  | { kind: 'asks'; name: string }
  | {
      kind: 'choice';
      name: string;
      why: Extract<LinkStep, { kind: 'ask' }>['why'];
      file: DecodedFile;
      warnings: readonly Problem[];
    }
  | { kind: 'broken'; name: string; problems: readonly Problem[] }
  | { kind: 'failed'; name: string; reason: string };

/** A providers.json on disk that is kept in step with the providers here, both ways. */
export interface LinkedFile {
  view(): LinkView;
  /** Within a press of a button, like `resume`. Rejects when the browser refuses the file. */
  link(way: 'open' | 'create', includeKeys: boolean): Promise<void>;
  resume(): Promise<void>;
  /** The file stays as it is. */
  unlink(): Promise<void>;
  /** Looks at both sides now. */
  check(): Promise<void>;
  /** Answers a choice: the selected rows of the plan come here, or none; then the file gets what is here. */
  settle(plan: MergePlan | 'keep-here'): Promise<void>;
}

export interface LinkedFileTools {
  store: PickedStore<PickedFile, 'open' | 'create'>;
  record: StoredValue<LinkRecord>;
  providers: Pick<ProvidersState, 'setup' | 'replaceSetup' | 'ready'>;
  models: Pick<ModelsState, 'of'>;
  newId: NewId;
  clock: Clock;
  tabs: Pick<Tabs<TabEvent>, 'subscribe'>;
  tryLock: TryLock;
  attention: Attention;
  notices: Pick<Notices, 'show' | 'warn'>;
}

/** Call `open` once: it takes up the file of the last visit. */
export function createLinkedFile(tools: LinkedFileTools): LinkedFile & { open(): Promise<void> } {
  const { store, providers, clock, notices } = tools;
  const [view, setView] = createSignal<LinkView>({ kind: 'none' });
  const inTurn = createTurns();
  let file: PickedFile | undefined;
  let stop = (): void => {};
  /** Something here may have changed since the last look. */
  let isDirty = true;
  let seen = '';
  /** The text that a choice is about. */
  let asked = '';
  let cancel: (() => void) | undefined;

  const models: LinkSides['models'] = (provider) =>
    toFileModels([...tools.models.of(provider.id)], provider.fileModels);
  const sidesOf = (fileText: string, record: LinkRecord): LinkSides => ({
    setup: providers.setup(),
    fileText,
    base: record.base,
    includeKeys: record.includeKeys,
    models,
  });

  tools.tabs.subscribe((event) => {
    if (event.type !== 'providers-changed' || !file) return;
    isDirty = true;
    cancel ??= clock.after(CHANGE_MS, () => {
      cancel = undefined;
      void check();
    });
  });

  /** Both sides are in step; the next difference is one since now. */
  async function settleBase(picked: PickedFile, fileText: string, record: LinkRecord) {
    const at = clock.now();
    const { base: _before, ...rest } = record;
    const base = linkBase(sidesOf(fileText, record));
    await tools.record.save({ ...rest, base, at });
    seen = await picked.stamp();
    setView({ kind: 'in-step', name: picked.name, at, includeKeys: record.includeKeys });
  }

  /** Answers false when the file was changed since it was read: then it is looked at again. */
  async function write(picked: PickedFile, text: string, stamp: string): Promise<boolean> {
    if ((await picked.stamp()) !== stamp) return false;
    await picked.write(text);
    return true;
  }

  async function look(picked: PickedFile): Promise<void> {
    const stamp = await picked.stamp();
    const isKnown = ['in-step', 'choice', 'broken'].includes(view().kind);
    if (isKnown && !isDirty && stamp === seen) return;
    const wasDirty = isDirty;
    isDirty = false;
    try {
      await step(picked, stamp);
      seen = await picked.stamp();
    } catch (error) {
      isDirty = wasDirty || isDirty;
      throw error;
    }
  }

  async function step(picked: PickedFile, stamp: string): Promise<void> {
    const { name } = picked;
    const size = tooLarge(await picked.bytes());
    if (size) return tellBroken(name, [{ path: '', message: size }]);
    const [text, record] = [await picked.read(), await tools.record.load()];
    const next = judgeLink(sidesOf(text, record), { newId: tools.newId, now: clock.now() });
    switch (next.kind) {
      case 'nothing':
        return settleBase(picked, text, record);
      case 'write':
        if (await write(picked, next.text, stamp)) return settleBase(picked, next.text, record);
        return again();
      case 'broken':
        return tellBroken(name, next.problems);
      case 'ask': {
        asked = text;
        const { why, file: decoded, warnings } = next;
        return setChoice({ kind: 'choice', name, why, file: decoded, warnings });
      }
      case 'merge':
        await providers.replaceSetup(next.setup);
        await settleBase(picked, text, record);
        notices.show(`${name} changed on disk. ${changesWords(next.changes)}`);
        if (next.thenWrite) await writeHere(picked, text, record);
    }
  }

  const again = (): void => {
    isDirty = true;
  };

  async function writeHere(picked: PickedFile, fileText: string, record: LinkRecord) {
    const sides = sidesOf(fileText, record);
    const text = composeLinked(sides.setup, fileText, sides);
    if (await write(picked, text, await picked.stamp())) await settleBase(picked, text, record);
  }

  function setChoice(choice: Extract<LinkView, { kind: 'choice' }>): void {
    if (view().kind !== 'choice' && choice.why !== 'differ') {
      notices.warn(
        `Patchbay and ${choice.name} differ. Nothing was overwritten; see Providers.`,
        'linked-file',
      );
    }
    setView(choice);
  }

  function tellBroken(name: string, problems: readonly Problem[]): void {
    if (view().kind !== 'broken') {
      notices.warn(
        `${name} on disk cannot be read. It is left as it is; see Providers.`,
        'linked-file',
      );
    }
    setView({ kind: 'broken', name, problems });
  }

  function fail(error: unknown): void {
    if (!file) return;
    const reason = fileFailure(error, 'file');
    if (view().kind !== 'failed')
      notices.warn(`${file.name} is not kept in step. ${reason}`, 'linked-file');
    setView({ kind: 'failed', name: file.name, reason });
  }

  /** One after the other, and in one tab at a time. */
  const withFile = (work: (picked: PickedFile) => Promise<void>): Promise<void> =>
    inTurn(async () => {
      const picked = file;
      if (!picked) return;
      await providers.ready;
      if ((await picked.permission()) !== 'granted') {
        setView({ kind: 'asks', name: picked.name });
        return;
      }
      await tools.tryLock(LOCK, () => work(picked));
    }).catch(fail);

  const check = (): Promise<void> => withFile(look);

  function follow(picked: PickedFile): void {
    stop();
    file = picked;
    isDirty = true;
    setView({ kind: 'looking', name: picked.name });
    stop = tools.attention(() => void check(), LOOK_MS);
  }

  return {
    view,
    check,
    async open() {
      const picked = await store.load();
      if (!picked) return;
      follow(picked);
      await check();
    },
    async link(way, includeKeys) {
      const picked = await store.pick(way);
      if (!picked) return;
      // The chooser for opening grants reading alone.
      await picked.ask().catch(() => {});
      await tools.record.save({ includeKeys });
      await store.keep(picked);
      follow(picked);
      await check();
    },
    async resume() {
      await file?.ask();
      isDirty = true;
      await check();
    },
    async unlink() {
      stop();
      file = undefined;
      await store.keep(undefined);
      setView({ kind: 'none' });
    },
    settle: (plan) =>
      withFile(async (picked) => {
        const [text, record] = [await picked.read(), await tools.record.load()];
        isDirty = true;
        // What the person saw is not what is there: they are shown the new difference.
        if (text !== asked) return look(picked);
        if (plan !== 'keep-here') {
          const now = clock.now();
          const setup = applyMerge(plan, providers.setup(), { newId: tools.newId, now });
          await providers.replaceSetup(setup);
        }
        await writeHere(picked, text, record);
      }),
  };
}

function changesWords(count: number): string {
  return count === 1 ? 'One change was taken over.' : `${count} changes were taken over.`;
}
