import type { JSX } from 'solid-js';
import { grouped, THIN } from '../../lib/numbers';
import { ServicesContext } from '../../state/services';
import { createNow } from './create-now';
import css from './Message.module.css';

export interface WaitingLineProps {
  /** Epoch ms. */
  since: number;
}

/** What is going on before the first token, however long it takes. */
export function WaitingLine(props: WaitingLineProps): JSX.Element {
  const { clock } = ServicesContext.use();
  const now = createNow(() => true, clock);
  const seconds = (): number => Math.max(0, Math.floor((now() - props.since) / 1_000));
  return (
    <p class={css['waiting']}>
      Waiting for the first token{seconds() > 0 ? `, ${grouped(seconds())}${THIN}s` : ''}
    </p>
  );
}
