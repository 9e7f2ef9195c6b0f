import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js';
import type { Clock } from '../../core/ports';

/** The time in epoch ms, renewed every second while `active`; owned. */
export function createNow(active: Accessor<boolean>, clock: Clock): Accessor<number> {
  const [now, setNow] = createSignal(clock.now());
  createEffect(() => {
    if (!active()) return;
    let cancel = (): void => undefined;
    const tick = (): void => {
      setNow(clock.now());
      cancel = clock.after(1_000, tick);
    };
    tick();
    onCleanup(() => cancel());
  });
  return now;
}
