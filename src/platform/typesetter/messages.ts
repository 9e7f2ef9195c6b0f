import type { Formula, TokenRanges, TypesetTask } from '../../core/typeset/types';

export interface TypesetQuestion {
  id: number;
  task: TypesetTask;
}

/** Neither, where the work could not be done. */
export interface TypesetAnswer {
  id: number;
  ranges?: TokenRanges | undefined;
  formula?: Formula;
}
