import type { Clock } from '../../core/ports';
import type { Sandbox } from '../../core/tools/sandbox';
// Vite makes these modules: programs as text, for where nothing can be loaded.
// oxlint-disable-next-line import/default
import frameProgram from './frame/program?program';
import { createPreviews } from './open-preview';
import { createRunner } from './run-javascript';
// oxlint-disable-next-line import/default
import workerProgram from './worker/program?program';

/** What runs JavaScript of a model. */
export function openSandbox(clock: Clock): Sandbox {
  return createRunner({ page: document, clock, program: frameProgram, worker: workerProgram });
}

/** What opens previews. */
export function openPreviews(clock: Clock): ReturnType<typeof createPreviews> {
  return createPreviews({ page: document, clock, program: frameProgram });
}
