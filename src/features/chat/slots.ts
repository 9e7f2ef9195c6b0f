import type { ModelRef } from '../../core/models/types';

/** What `app` fills in from another feature, which this one must not import. */
export interface ModelPickerProps {
  chosen: ModelRef | undefined;
  onChoose: (model: ModelRef) => void;
}
