import { createEffect, createMemo, createSignal, type Accessor } from 'solid-js';
import { setupFrom, type Setup } from '../../core/library/setup';
import type { LibraryState } from '../../state/library';
import { LibraryContext } from '../../state/library-door';
import { ModelsContext } from '../../state/models';
import { SettingsContext } from '../../state/settings';

/** How a chat will ask that has no message yet. */
export interface Beginning {
  /** What was set for it, over the default preset; plain values. */
  setup: Accessor<Setup>;
  change(change: Setup): void;
  /** It has begun: the next one starts afresh. */
  clear(): void;
  /** Resolves when the default preset is known; rejects when it cannot be read. */
  ready(): Promise<void>;
}

/** The chat that begins with the next message; owned. */
export function createBeginning(): Beginning {
  const settings = SettingsContext.use();
  const models = ModelsContext.use();
  const openLibrary = LibraryContext.use();
  const [own, setOwn] = createSignal<Setup>({});
  const [library, setLibrary] = createSignal<LibraryState>();
  const wanted = () => settings.values.defaultPreset;

  async function ready(): Promise<void> {
    await settings.ready;
    if (wanted() && !library()) setLibrary(await openLibrary());
  }
  // Who sends hears of a failure.
  createEffect(() => void (wanted() && ready().catch(() => {})));

  const fromPreset = createMemo(() => {
    const preset = wanted() ? library()?.preset(wanted()) : undefined;
    return preset ? setupFrom(preset, (model) => models.get(model) !== undefined) : {};
  });
  return {
    setup: () => ({ ...fromPreset(), ...own() }),
    change: (change) => void setOwn((known) => ({ ...known, ...change })),
    clear: () => void setOwn({}),
    ready,
  };
}
