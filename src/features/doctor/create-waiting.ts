import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import { permissionNeeded } from '../../core/doctor/address-space';
import type { ProbeStep } from '../../core/doctor/steps';
import type { LocalPermission } from '../../core/doctor/types';
import { waitingCause } from '../../core/doctor/waiting';
import { ServicesContext } from '../../state/services';

export interface WaitingFor {
  /** False once there is a diagnosis. */
  isLooking: boolean;
  /** Where the requests go; absent: nowhere that needs a permission. */
  baseUrl: string | undefined;
  steps: readonly ProbeStep[];
  /** When the look began, epoch ms; absent: now. */
  since: number | undefined;
}

export interface Waiting {
  /** Why nothing has come yet, once it can be said. */
  cause: Accessor<'local-network-prompt' | 'slow' | undefined>;
  /** True while the browser has asked nothing yet, or its question is open. */
  isAsked: Accessor<boolean>;
}

/** Often enough to notice an answer to the browser's question while the person looks at it. */
const TICK_MS = 500;

/** What can be said while a look goes on: each step starts the silence anew. Owned. */
export function createWaiting(look: Accessor<WaitingFor>): Waiting {
  const { clock, page, localNetwork } = ServicesContext.use();
  const [cause, setCause] = createSignal<'local-network-prompt' | 'slow'>();
  const [permission, setPermission] = createSignal<LocalPermission>();

  createEffect(
    on(
      () => [look().isLooking, look().baseUrl, look().since, look().steps] as const,
      ([isLooking, baseUrl = '', since, steps]) => {
        setCause(undefined);
        if (!isLooking) return;
        const quietSince = steps.length > 1 ? clock.now() : (since ?? clock.now());
        let isOver = false;
        let cancel = () => {};
        onCleanup(() => {
          isOver = true;
          cancel();
        });
        const space = permissionNeeded(baseUrl, page);
        const tick = () => {
          const silentMs = clock.now() - quietSince;
          setCause(waitingCause({ silentMs, baseUrl, permission: permission() }, page));
          if (space) {
            void localNetwork.state(space).then((state) => {
              if (!isOver) setPermission(state);
            });
          }
          cancel = clock.after(TICK_MS, tick);
        };
        tick();
      },
    ),
  );

  const isAsked = () => {
    const { isLooking, baseUrl = '' } = look();
    return isLooking && permission() === 'prompt' && permissionNeeded(baseUrl, page) !== undefined;
  };
  return { cause, isAsked };
}
