import type { JSX } from 'solid-js';
import { ServicesContext } from '../../state/services';
import { createNow } from './create-now';
import { elapsed } from './elapsed';
import css from './Message.module.css';

export interface WaitingLineProps {
  /** Epoch ms. */
  since: number;
}

/** What is going on before the first token, however long it takes. */
export function WaitingLine(props: WaitingLineProps): JSX.Element {
  const { clock } = ServicesContext.use();
  const now = createNow(() => true, clock);
  const waited = (): number => now() - props.since;
  return (
    <p class={css['waiting']}>
      Waiting for the first token{waited() >= 1_000 ? `, ${elapsed(waited())}` : ''}
    </p>
  );
}
