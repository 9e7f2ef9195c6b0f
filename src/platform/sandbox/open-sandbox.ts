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
  if (import.meta.env.MODE === 'single') return refusePreview;
  return createPreviews({ page: document, clock, program: frameProgram });
}

/** A frame of the page's own text would inherit its policy, and run nothing: a sandbox needs a file of its own. */
const refusePreview: ReturnType<typeof createPreviews> = (_place, _request, events) => {
  let isOpen = true;
  void Promise.resolve().then(() => isOpen && events.onProblem(NO_PREVIEWS));
  return () => (isOpen = false);
};

const NO_PREVIEWS =
  'A single-file page has no previews: they need a Patchbay that comes from a server.';
