import type { CompactionRun } from '../../core/chat/phase';
import type { Compaction } from '../../core/chat/types';
import { elapsed } from './elapsed';

/** What is going on, with its clock. */
export function summarising(run: CompactionRun, now: number): string {
  const { count, modelName, step, steps, since } = run;
  const part = steps > 1 ? `, step ${step} of ${steps}` : '';
  const clock = now - since >= 1_000 ? `, ${elapsed(now - since)}` : '';
  return `Summarising ${count} older messages with ${modelName}${part}${clock}`;
}

export function summaryFailed({ count, failure = '' }: CompactionRun): string {
  return `The ${count} older messages were not summarised. ${failure} They are as they were.`;
}

/** Of the line below the last message that a summary stands for. */
export function summaryTitle(count: number, isSent: boolean): string {
  return isSent
    ? `${count} messages above are sent as this summary`
    : `An earlier summary of ${count} messages, which went into a later one`;
}

export function writtenBy({ model }: Compaction): string {
  return model ? `Written by ${model.modelName}` : 'Edited by you';
}
