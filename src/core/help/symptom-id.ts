import type { Cause } from '../doctor/types';

/** What the help has a page for: every verdict of the doctor, and what else may fail. */
export type SymptomId =
  | Exclude<Cause, 'ok'>
  | 'overflow'
  | 'bad-request'
  | 'cut-off'
  | 'too-large'
  | 'no-provider'
  | 'locked'
  | 'internal'
  | OwnSymptomId;

/** What fails in Patchbay itself, or between it and the browser. */
export type OwnSymptomId =
  | 'import'
  | 'linked-file'
  | 'set-up-link'
  | 'backup'
  | 'storage'
  | 'unreadable'
  | 'update'
  | 'attachment'
  | 'copy'
  | 'load-model'
  | 'tool-server'
  | 'tool-call'
  | 'schema'
  | 'preview'
  | 'single-file';

/** The address of a symptom's page. */
export function helpOn(symptom: SymptomId): string {
  return `#/help/symptom/${symptom}`;
}
