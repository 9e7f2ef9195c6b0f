import type { Clock } from '../../core/ports';
import type { Typesetter } from '../../core/typeset/types';
import { trustWorkerUrl, WORKER_TYPE } from '../worker-url';
import { createTypesetter } from './typesetter';
// oxlint-disable-next-line import/default -- Vite makes this module.
import workerUrl from './worker?worker&url';

/** The typesetter of this page, on a thread of its own. */
export function openTypesetter(clock: Clock): Typesetter {
  const open = () =>
    new Worker(trustWorkerUrl(workerUrl, document.baseURI), {
      type: WORKER_TYPE,
      name: 'typesetter',
    });
  return createTypesetter(open, clock);
}
