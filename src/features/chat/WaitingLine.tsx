import { type JSX, Show } from 'solid-js';
import { CompletionContext } from '../../state/completion';
import { ServicesContext } from '../../state/services';
import { createNow } from './create-now';
import { elapsed } from './elapsed';
import css from './Message.module.css';

export interface WaitingLineProps {
  conversationId: string;
  /** Epoch ms. */
  since: number;
}

/** What is going on before the first token, however long it takes. */
export function WaitingLine(props: WaitingLineProps): JSX.Element {
  const { clock } = ServicesContext.use();
  const completion = CompletionContext.use();
  const now = createNow(() => true, clock);
  const waited = (): number => now() - props.since;
  return (
    <p class={css['waiting']}>
      <Show
        when={completion.waitingUntil(props.conversationId)}
        fallback={
          <>Waiting for the first token{waited() >= 1_000 ? `, ${elapsed(waited())}` : ''}</>
        }
      >
        {(until) => (
          <>Keeping to the provider’s rate limit, {elapsed(Math.max(0, until() - now()))} to go</>
        )}
      </Show>
    </p>
  );
}
