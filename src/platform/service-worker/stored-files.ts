import type { Idle } from '../../core/ports';
import { COUNT_FILES, FETCH_FILES, type FilesReport, readFilesReport } from './messages';

/** How much of this version is stored, and how to have the rest. */
export interface StoredFiles {
  /** Undefined where no service worker runs. */
  count(): Promise<FilesReport | undefined>;
  /**
   * Has what is missing fetched, some files in each idle moment, as long as something comes and `goesOn`, which is told what
   * is still missing. Answers what there is at the end.
   */
  fetchRest(goesOn: (report: FilesReport) => boolean): Promise<FilesReport | undefined>;
  /** The person asked the browser to save data. */
  savesData(): boolean;
}

/** An old worker never answers, a new one does after it has fetched for a moment. */
const ANSWER_MS = 60_000;

/** Asks the worker that is in charge of this page. */
export function createStoredFiles(browser: Navigator, idle: Idle): StoredFiles {
  const ask = async (message: typeof COUNT_FILES | typeof FETCH_FILES) => {
    const container: ServiceWorkerContainer | undefined = browser.serviceWorker;
    // A page from a file is refused even the question.
    const found = await container?.getRegistration().catch(() => undefined);
    const worker = found?.active;
    return worker ? reportOf(worker, message) : undefined;
  };
  return {
    count: () => ask(COUNT_FILES),
    async fetchRest(goesOn) {
      let report = await ask(COUNT_FILES);
      while (report && report.missing > 0 && goesOn(report)) {
        await idle();
        const before = report.missing;
        report = await ask(FETCH_FILES);
        // No network, or no room: a later attempt goes on from here.
        if (report?.missing === before) break;
      }
      return report;
    },
    savesData() {
      const { connection }: { connection?: { saveData?: boolean } } = browser as object;
      return connection?.saveData === true;
    },
  };
}

async function reportOf(worker: ServiceWorker, message: object): Promise<FilesReport | undefined> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<FilesReport | undefined>((resolve) => {
    port1.onmessage = ({ data }) => resolve(readFilesReport(data));
    setTimeout(() => resolve(undefined), ANSWER_MS);
  });
  worker.postMessage(message, [port2]);
  return answer.finally(() => port1.close());
}
