import { browserClock } from '../clock';
import { openDatabase } from '../database';
import { createTabs } from '../tabs';
import { createTryLock } from '../try-lock';
import type { FromWorker, ToWorker } from './messages';
import { createSearcher } from './searcher';

// The part of DedicatedWorkerGlobalScope that is used here: TypeScript's WebWorker library cannot be loaded beside
// the DOM library that the rest of this room needs.
interface WorkerScope {
  postMessage(message: FromWorker): void;
  addEventListener(name: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}
declare const self: WorkerScope;

const tell = (message: FromWorker) => self.postMessage(message);

const searcher = openDatabase({ factory: indexedDB }).then((opened) => {
  if (opened.kind === 'open') {
    const { database } = opened;
    return createSearcher({
      database,
      tabs: createTabs(BroadcastChannel),
      clock: browserClock,
      tryLock: createTryLock(navigator.locks),
      tell,
    });
  }
  tell({ type: 'failed', reason: opened.kind });
  return undefined;
});

self.addEventListener('message', ({ data }) => {
  void searcher.then((opened) => opened?.ask(data.query));
});
