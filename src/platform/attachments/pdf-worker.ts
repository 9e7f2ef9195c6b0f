import { getDocument } from 'pdfjs-dist';
// Makes itself known to the other half, which then needs no further thread.
import 'pdfjs-dist/build/pdf.worker.min.mjs';
import { joinPages, pageText, type PdfOutcome } from './pdf-text';

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isOrder(data)) return;
  void read(new Uint8Array(data.pdf)).then((outcome) => postMessage(outcome));
});

/** Where the build puts them, beside this script. */
const TABLES = import.meta.env.DEV
  ? new URL('/node_modules/pdfjs-dist/cmaps/', self.location.href).href
  : // A single file has none.
    import.meta.env.MODE === 'single'
    ? undefined
    : new URL('cmaps/', self.location.href).href;

/** Words alone: nothing is drawn, no script of the file runs, and nothing is fetched but tables of ours. */
async function read(data: Uint8Array): Promise<PdfOutcome> {
  const task = getDocument({
    ...{ data, isEvalSupported: false, useSystemFonts: false, disableFontFace: true },
    ...{ cMapUrl: TABLES, useWorkerFetch: true, useWasm: false, verbosity: 0 },
  });
  try {
    const file = await task.promise;
    const pages: string[] = [];
    for (let number = 1; number <= file.numPages; number += 1) {
      const page = await file.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(pageText(items.map((item) => ('str' in item ? item : {}))));
      page.cleanup();
      postMessage({ page: number });
    }
    return joinPages(pages);
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    return { kind: isLocked ? 'locked-pdf' : 'broken-pdf' };
  } finally {
    await task.destroy();
  }
}

function isOrder(data: unknown): data is { pdf: ArrayBuffer } {
  return typeof data === 'object' && data !== null && 'pdf' in data;
}
