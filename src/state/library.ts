import { createSignal } from 'solid-js';
import { inOrder } from '../core/library/find-entries';
import type { LibraryEntry, LibraryRepository, Preset, Prompt } from '../core/library/types';
import type { TabEvent, Tabs } from '../core/ports';
import { createTurns } from '../lib/in-turn';

/** Presets and prompts, as plain values; what is read of them is tracked. */
export interface LibraryState {
  readonly prompts: readonly Prompt[];
  readonly presets: readonly Preset[];
  preset(id: string | undefined): Preset | undefined;
  /** Adds an entry, or puts it in the place of the one with its id. */
  save(entry: LibraryEntry): Promise<void>;
  /** Removes an entry; the returned function brings it back. */
  remove(id: string): Promise<() => Promise<void>>;
}

/** Reads what is stored and follows the other tabs; rejects when it cannot be read. */
export async function openLibrary(tools: {
  repository: LibraryRepository;
  tabs: Tabs<TabEvent>;
}): Promise<LibraryState> {
  const { repository, tabs } = tools;
  const [entries, setEntries] = createSignal<readonly LibraryEntry[]>([]);
  const inTurn = createTurns();
  const load = () => inTurn(async () => void setEntries(inOrder(await repository.list())));
  const stop = tabs.subscribe((event) => {
    // Storage that fails says so to whoever asks it for something.
    if (event.type === 'library-changed') load().catch(() => {});
  });
  await load().catch((error: unknown) => {
    stop();
    throw error;
  });

  const without = (id: string) => entries().filter((entry) => entry.id !== id);
  const put = async (entry: LibraryEntry) => {
    await repository.save(entry);
    setEntries(inOrder([...without(entry.id), entry]));
    tabs.publish({ type: 'library-changed' });
  };
  const save = (entry: LibraryEntry) => inTurn(() => put(entry));

  const presets = () => entries().filter((entry) => entry.kind === 'preset');

  return {
    get prompts() {
      return entries().filter((entry) => entry.kind === 'prompt');
    },
    get presets() {
      return presets();
    },
    preset: (id) => presets().find((entry) => entry.id === id),
    save,
    remove: (id) =>
      inTurn(async () => {
        const removed = entries().find((entry) => entry.id === id);
        await repository.remove(id);
        setEntries(without(id));
        tabs.publish({ type: 'library-changed' });
        return async () => {
          if (removed) await save(removed);
        };
      }),
  };
}
