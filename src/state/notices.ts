import type { SymptomId } from '../core/help/symptom-id';
import { createStateContext } from './context';

/** Short sentences that pass by, with one action at most (Undo). Shown by `app`. */
export interface Notices {
  show(text: string, action?: { label: string; run: () => void }): void;
  /** A calm sentence with something to do about it, which can be done elsewhere too; stays a while. */
  offer(text: string, action: { label: string; run: () => void }): void;
  /** Something went wrong and the sentence should stay until dismissed; `help` names the page of the help about such. */
  warn(text: string, help: SymptomId, action?: { label: string; run: () => void }): void;
  /** Says it for as long as the work takes, once that is a while: for work whose button is gone. Answers as the work does. */
  during<T>(text: string, work: Promise<T>): Promise<T>;
}

export const NoticesContext = createStateContext<Notices>('Notices');
