import type { SearchEvents, SearchPort } from '../../core/search/types';
import { trustWorkerUrl, WORKER_TYPE } from '../worker-url';
import type { FromWorker, ToWorker } from './messages';
// Vite makes this module: the address of the worker that it builds.
// oxlint-disable-next-line import/default
import workerUrl from './worker?worker&url';

/** Starts the search worker; throws where there are no workers, and tells of one that breaks later. */
export function openSearch(
  events: SearchEvents,
  base = document.baseURI,
  WorkerClass = Worker,
): SearchPort {
  const worker = new WorkerClass(trustWorkerUrl(workerUrl, base), { type: WORKER_TYPE });
  const fail = (reason: string) => {
    worker.terminate();
    events.onFailed(reason);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'answer') events.onAnswer(data.answer);
    else if (data.type === 'ready') {
      // Seen in the browser's profiler, and waited for by the measurements.
      performance.mark('search-ready');
      events.onReady();
    } else fail(data.reason);
  });
  // Also when its script could not be loaded; then there are no words.
  worker.addEventListener('error', (event) => fail(event.message || 'no worker'));
  return { ask: (query) => worker.postMessage({ query } satisfies ToWorker) };
}
