import type { JSX } from 'solid-js';
import type { CompactionRun } from '../../core/chat/phase';
import { ServicesContext } from '../../state/services';
import { Spinner } from '../../ui/Spinner';
import { createNow } from './create-now';
import css from './Summary.module.css';
import { summarising } from './summary-words';

/** What is being summarised, by whom, and for how long. */
export function SummaryProgress(props: { run: CompactionRun }): JSX.Element {
  const { clock } = ServicesContext.use();
  const now = createNow(() => true, clock);
  return (
    <span class={css['progress']}>
      <Spinner />
      {summarising(props.run, now())}
    </span>
  );
}
