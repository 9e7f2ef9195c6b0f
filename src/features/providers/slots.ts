import type { JSX } from 'solid-js';
import type { Examined } from '../../core/doctor/report';
import type { ProbeStep } from '../../core/doctor/steps';
import type { Cause, Diagnosis } from '../../core/doctor/types';

/** What `app` fills in from other features, which these pages must not import. */
export interface DoctorProps {
  diagnosis: Diagnosis | undefined;
  target: string;
  since?: number | undefined;
  steps?: readonly ProbeStep[] | undefined;
  examined?: Examined | undefined;
  watch?:
    | {
        glance(cause: Cause, signal: AbortSignal): Promise<boolean>;
        onFixed(): void;
      }
    | undefined;
  actions?: JSX.Element;
}

export interface ModelsTableProps {
  providerId: string;
  /** A model whose values are to be set at once. */
  editedId?: string | undefined;
}
