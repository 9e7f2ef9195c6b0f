import type { Clock } from '../../core/ports';
import type { Typesetter, TypesetTask } from '../../core/typeset/types';
import type { TypesetAnswer, TypesetQuestion } from './messages';

/** What is used of a `Worker`. */
export interface TypesetWorker {
  onmessage: ((event: MessageEvent<TypesetAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(question: TypesetQuestion): void;
  terminate(): void;
}

/** Text of a model that keeps a grammar busy for so long is hostile or hopeless. */
const PATIENCE_MS = 10_000;

interface Asked {
  question: TypesetQuestion;
  answer(found: Omit<TypesetAnswer, 'id'>): void;
}

/**
 * Asks a worker, which `open` starts with the first question. It answers in order; one that is silent for
 * too long is ended, what it was busy with stays as it is, and a new one goes on with the rest.
 */
export function createTypesetter(open: () => TypesetWorker, clock: Clock): Typesetter {
  const waiting = new Map<number, Asked>();
  let worker: TypesetWorker | undefined;
  let lastId = 0;
  let stopClock = (): void => {};

  const watch = (): void => {
    stopClock();
    stopClock = waiting.size > 0 ? clock.after(PATIENCE_MS, giveUp) : () => {};
  };
  const settle = (id: number, found: Omit<TypesetAnswer, 'id'>): void => {
    const asked = waiting.get(id);
    waiting.delete(id);
    asked?.answer(found);
    watch();
  };
  const start = (): TypesetWorker => {
    const opened = open();
    opened.onmessage = ({ data: { id, ...found } }) => settle(id, found);
    // It could not be loaded, or broke: no second try for what waits.
    opened.onerror = () => {
      worker = undefined;
      for (const id of waiting.keys()) settle(id, {});
    };
    return opened;
  };
  const giveUp = (): void => {
    worker?.terminate();
    worker = undefined;
    const [busy] = waiting.keys();
    if (busy !== undefined) settle(busy, {});
    for (const { question } of waiting.values()) (worker ??= start()).postMessage(question);
  };
  const ask = (task: TypesetTask): Promise<Omit<TypesetAnswer, 'id'>> =>
    new Promise((answer) => {
      lastId += 1;
      const question = { id: lastId, task };
      waiting.set(lastId, { question, answer });
      if (waiting.size === 1) watch();
      (worker ??= start()).postMessage(question);
    });

  return {
    async highlight(code, language) {
      return (await ask({ type: 'code', code, language })).ranges;
    },
    async formula(tex, display) {
      const { formula } = await ask({ type: 'math', tex, display });
      return formula ?? { kind: 'problem', message: 'It could not be drawn.' };
    },
  };
}
