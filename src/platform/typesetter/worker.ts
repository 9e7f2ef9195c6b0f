import type { TypesetTask } from '../../core/typeset/types';
import type { TypesetAnswer, TypesetQuestion } from './messages';

/** What this thread needs of its global scope; the DOM library has no worker beside the page. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<TypesetQuestion>) => void): void;
  postMessage(message: TypesetAnswer, transfer?: Transferable[]): void;
}
declare const self: WorkerScope;

// Each half loads when it is first needed: most answers hold code, few hold formulas.
async function answerTo(task: TypesetTask): Promise<Omit<TypesetAnswer, 'id'>> {
  if (task.type === 'code') {
    const { highlight } = await import('./highlight');
    return { ranges: highlight(task.code, task.language) };
  }
  const { formula } = await import('./formula');
  return { formula: formula(task.tex, task.display) };
}

self.addEventListener('message', ({ data: { id, task } }) => {
  void answerTo(task)
    // A part that could not be loaded: the text stays as it is.
    .catch((): Omit<TypesetAnswer, 'id'> => ({}))
    .then((answer) => {
      self.postMessage({ id, ...answer }, answer.ranges ? [answer.ranges.buffer] : []);
    });
});
