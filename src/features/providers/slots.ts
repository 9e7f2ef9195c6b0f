import type { JSX } from 'solid-js';
import type { Diagnosis } from '../../core/doctor/types';

/** What `app` fills in from other features, which these pages must not import. */
export interface DoctorProps {
  diagnosis: Diagnosis | undefined;
  target: string;
  since?: number | undefined;
  actions?: JSX.Element;
}

export interface ModelsTableProps {
  providerId: string;
}
