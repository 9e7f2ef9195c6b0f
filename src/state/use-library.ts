import { createSignal, type Accessor } from 'solid-js';
import { reasonOf } from '../lib/reason';
import type { LibraryState } from './library';
import { LibraryContext } from './library-door';

export type LibraryView =
  | { kind: 'reading' }
  | { kind: 'failed'; reason: string; retry(): void }
  | { kind: 'open'; library: LibraryState };

/** The library as a page shows it. Needs the context. */
export function useLibrary(): Accessor<LibraryView> {
  const open = LibraryContext.use();
  const [view, setView] = createSignal<LibraryView>({ kind: 'reading' });
  const read = (): void => {
    open().then(
      (library) => setView({ kind: 'open', library }),
      (error: unknown) => setView({ kind: 'failed', reason: reasonOf(error), retry: read }),
    );
  };
  read();
  return view;
}
