import { createSignal, type JSX, Show } from 'solid-js';
import type { Message } from '../../core/chat/types';
import type { ModelRef } from '../../core/models/types';
import { Button } from '../../ui/Button';
import { placePopover } from '../../ui/place-popover';
import { shareWords } from './context-words';
import css from './ContextRing.module.css';
import { ContextPopover } from './ContextPopover';
import { createContextWindow } from './create-context-window';

export interface ContextRingProps {
  /** Undefined for a new chat. */
  chatId: string | undefined;
  path: readonly Message[];
  model: ModelRef;
  /** What stands in the composer. */
  draft: string;
  isRunning: boolean;
}

/** How full the context window is, beside the composer; a press tells where the numbers come from. */
export default function ContextRing(props: ContextRingProps): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(false);
  const context = createContextWindow(props, isOpen);
  let anchor!: HTMLButtonElement;
  let panel!: HTMLDivElement;

  const share = (): number => context.fit().used / (context.model()?.contextWindow.tokens ?? 1);
  const level = (): 'over' | 'high' | undefined => {
    if (context.fit().overflow > 0) return 'over';
    return share() > 0.8 ? 'high' : undefined;
  };
  // A press outside closes the popover before the click arrives; the click must not open it again.
  let pressedOpen = false;
  const click = (): void => {
    if (!pressedOpen) {
      panel.showPopover();
      placePopover(anchor, panel, 'end');
    }
    pressedOpen = false;
  };

  return (
    <Show when={context.model()}>
      <Button
        ref={anchor}
        variant="quiet"
        aria-label={`Context: ${shareWords(share())}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen()}
        data-level={level()}
        onPointerDown={() => (pressedOpen = panel.matches(':popover-open'))}
        onClick={click}
      >
        <span class={css['face']} data-level={level()}>
          <Ring share={share()} />
          <span class={css['share']}>{shareWords(share())}</span>
        </span>
      </Button>
      <div
        ref={panel}
        class={css['panel']}
        role="dialog"
        aria-label="Context window"
        popover="auto"
        on:beforetoggle={(event) => setIsOpen((event as ToggleEvent).newState === 'open')}
      >
        <Show when={isOpen()}>
          <ContextPopover
            context={context}
            chatId={props.chatId}
            isRunning={props.isRunning}
            onClose={() => panel.hidePopover()}
          />
        </Show>
      </div>
    </Show>
  );
}

const RADIUS = 6.75;
const ROUND = 2 * Math.PI * RADIUS;

function Ring(props: { share: number }): JSX.Element {
  const filled = (): number => Math.min(1, props.share) * ROUND;
  return (
    <svg class={css['ring']} viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
      <circle class={css['track']} cx="9" cy="9" r={RADIUS} />
      <circle
        class={css['fill']}
        cx="9"
        cy="9"
        r={RADIUS}
        transform="rotate(-90 9 9)"
        stroke-dasharray={`${filled()} ${ROUND}`}
      />
    </svg>
  );
}
