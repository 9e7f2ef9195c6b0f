import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import { isWatchable } from '../../core/doctor/glance';
import type { Diagnosis } from '../../core/doctor/types';
import { ServicesContext } from '../../state/services';

/** How a failed connection is looked at again without a person's press. */
export interface Watch {
  /** One gentle look; true when a whole test is worth it. */
  glance(cause: Diagnosis['cause'], signal: AbortSignal): Promise<boolean>;
  /** Called once when a glance says so. */
  onFixed(): void;
}

const FIRST_MS = 3_000;
const GROWTH = 1.2;
const LONGEST_MS = 20_000;

/**
 * Looks again, ever less often, while the tab can be seen; ends with the diagnosis, the watch or the owner. True
 * while it watches.
 */
export function createWatch(
  diagnosis: Accessor<Diagnosis | undefined>,
  watch: Accessor<Watch | undefined>,
): Accessor<boolean> {
  const { clock, isVisible } = ServicesContext.use();
  const [watches, setWatches] = createSignal(false);

  createEffect(
    on([diagnosis, () => watch() !== undefined], ([found, isWatched]) => {
      const isOn = found !== undefined && isWatched && isWatchable(found);
      setWatches(isOn);
      if (!isOn) return;
      const controller = new AbortController();
      let cancel = () => {};
      onCleanup(() => {
        controller.abort();
        cancel();
      });
      const after = (ms: number) => {
        cancel = clock.after(ms, () => void look(Math.min(ms * GROWTH, LONGEST_MS)));
      };
      const look = async (next: number) => {
        const isFixed = isVisible() && (await isAnswered(found, watch(), controller.signal));
        if (controller.signal.aborted) return;
        if (isFixed) watch()?.onFixed();
        else after(next);
      };
      after(FIRST_MS);
    }),
  );
  return watches;
}

/** A look that was given up, or whose code could not be loaded, has shown nothing. */
async function isAnswered(
  { cause }: Diagnosis,
  watch: Watch | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return (await watch?.glance(cause, signal)) ?? false;
  } catch {
    return false;
  }
}
