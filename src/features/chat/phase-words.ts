import type { Phase } from '../../core/chat/phase';
import { elapsed } from './elapsed';

export interface PhaseFacts {
  /** What the provider is called. */
  where: string;
  /** The server's list says that this model is not in memory. */
  isUnloaded: boolean;
}

/** A server that has been silent for so long is worth another sentence. */
const SILENT_MS = 5_000;

/** What an answer waits for, in words, with a clock that runs from the start of the phase. */
export function phaseWords(phase: Phase, { where, isUnloaded }: PhaseFacts, now: number): string {
  if (phase.kind === 'rate-limited') {
    return `Keeping to the provider’s rate limit, ${elapsed(phase.until - now)} to go`;
  }
  const waited = now - phase.since;
  const clock = waited >= 1_000 ? `, ${elapsed(waited)}` : '';
  const isSilent = waited >= SILENT_MS;
  // A model that is loaded for the first request sends no byte until it is there (protocol.md §1.1).
  const silence = `${where} may be loading the model; it tells nothing meanwhile${clock}`;
  switch (phase.kind) {
    case 'asks':
      return phase.count === 1 ? 'Waiting for your answer' : 'Waiting for your answers';
    case 'runs':
      return `Running ${phase.names.join(', ')}${clock}`;
    case 'compacting':
      return `Summarising ${phase.count} older messages with ${phase.modelName}, so that the chat fits its window${clock}`;
    case 'queued':
      return `Waiting for a free connection${clock}. Six answers from ${where} are under way, and a browser opens no more connections to one server. This one starts when one of them ends.`;
    case 'connecting':
      if (!isSilent) return `Connecting to ${where}${clock}`;
      return isUnloaded ? silence : `No answer from ${where} yet${clock}`;
    case 'opened':
      if (phase.signAt !== undefined) {
        return `Waiting for the first token${clock}. ${where} is there: it gave a sign ${elapsed(now - phase.signAt)} ago.`;
      }
      return isSilent && isUnloaded ? silence : `Waiting for the first token${clock}`;
    case 'loading':
      return `${where} is loading the model${clock}`;
    case 'reading':
      return `Reading the prompt, ${phase.percent}\u202f%${clock}`;
  }
}
