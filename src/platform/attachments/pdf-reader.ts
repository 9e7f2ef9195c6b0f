import { trustWorkerUrl, WORKER_TYPE } from '../worker-url';
import type { PdfOutcome } from './pdf-text';
// Vite makes this module: the address of the worker that it builds.
// oxlint-disable-next-line import/default
import workerUrl from './pdf-worker?worker&url';

/** What a PDF says, page by page, or why it says nothing. Takes one at a time, never rejects. */
export type PdfReader = (bytes: ArrayBuffer) => Promise<PdfOutcome | { kind: 'not-loaded' }>;

/** A file that keeps the thread so long over one page does so for ever. */
const STUCK_MS = 60_000;
/** The next file often follows at once, and the library takes its time to start. */
const KEPT_MS = 20_000;

type PdfThread = Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>;

/** Reads PDFs on a thread of their own, which ends a while after the last one, or with one that it is stuck in. */
export function createPdfReader(open: () => PdfThread = openThread): PdfReader {
  let thread: PdfThread | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    thread?.terminate();
    thread = undefined;
  };
  const after = (ms: number, run: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };

  return (bytes) =>
    new Promise((resolve) => {
      const settled = new AbortController();
      const { signal } = settled;
      const end = (outcome: Awaited<ReturnType<PdfReader>>): void => {
        settled.abort();
        resolve(outcome);
      };
      const fail = (kind: 'broken-pdf' | 'not-loaded') => (): void => {
        clearTimeout(timer);
        close();
        end({ kind });
      };
      const isStuck = fail('broken-pdf');
      const reading = (thread ??= open());
      after(STUCK_MS, isStuck);
      const hear = ({ data }: MessageEvent<unknown>): void => {
        // The library greets whoever started it, and each page is a sign of life.
        if (!isOutcome(data)) return after(STUCK_MS, isStuck);
        after(KEPT_MS, close);
        end(data);
      };
      reading.addEventListener('message', hear, { signal });
      reading.addEventListener('error', fail('not-loaded'), { signal });
      reading.postMessage({ pdf: bytes }, [bytes]);
    });
}

function openThread(): PdfThread {
  return new Worker(trustWorkerUrl(workerUrl, document.baseURI), { type: WORKER_TYPE });
}

function isOutcome(data: unknown): data is PdfOutcome {
  return typeof data === 'object' && data !== null && 'kind' in data;
}
