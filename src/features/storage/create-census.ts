import { createSignal, onCleanup, type Accessor } from 'solid-js';
import type { Census } from '../../core/backup/census';
import { reasonOf } from '../../lib/reason';
import type { Safekeeping } from '../../state/safekeeping';

export type CensusView =
  | { kind: 'counting' }
  | { kind: 'known'; census: Census }
  | { kind: 'failed'; reason: string }
  /** Nothing is stored in this browser. */
  | { kind: 'none' };

/** Weighs what is stored, from now on, until its owner goes. */
export function createCensusView({ census }: Safekeeping): Accessor<CensusView> {
  const [view, setView] = createSignal<CensusView>({ kind: census ? 'counting' : 'none' });
  const controller = new AbortController();
  onCleanup(() => controller.abort());
  census?.(controller.signal).then(
    (known) => setView({ kind: 'known', census: known }),
    (error: unknown) => setView({ kind: 'failed', reason: reasonOf(error) }),
  );
  return view;
}
