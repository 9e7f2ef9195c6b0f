import type { Cause, Diagnosis, Remedy } from './types';

/** A diagnosis that is certain, with nothing but its sentence and its remedies. */
export function verdict(cause: Cause, sentence: string, remedies: Remedy[] = []): Diagnosis {
  return { cause, certainty: 'certain', sentence, serverWords: '', evidence: [], remedies };
}

/** The same, when other causes look alike from inside a page. */
export function likely(cause: Cause, sentence: string, remedies: Remedy[] = []): Diagnosis {
  return { ...verdict(cause, sentence, remedies), certainty: 'likely' };
}

/** Host and port of a base URL, as people name a server. */
export function hostOf(baseUrl: string): string {
  return new URL(baseUrl).host;
}
