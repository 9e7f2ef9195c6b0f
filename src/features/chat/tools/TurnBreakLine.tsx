import { createMemo, type JSX, Show } from 'solid-js';
import type { Message } from '../../../core/chat/types';
import { SettingsContext } from '../../../state/settings';
import { Button } from '../../../ui/Button';
import type { Chat } from '../create-chat';
import { breakWords, turnBreak } from './turn';
import css from './tools.module.css';

export interface TurnBreakLineProps {
  /** The answers of the turn, none of which runs. */
  turn: readonly Message[];
  chat: Chat;
  /** What had the focus is gone. */
  onFocusLost: () => void;
}

/** Where the last turn ended with calls that the model has heard nothing of: why, and a button to go on. */
export default function TurnBreakLine(props: TurnBreakLineProps): JSX.Element {
  const settings = SettingsContext.use();
  const words = createMemo(() => {
    const limit = props.chat.setup().tools?.rounds ?? settings.values.toolRounds;
    const why = turnBreak(props.turn, limit);
    return why && breakWords(why);
  });
  const goOn = (): void => {
    const last = props.turn.at(-1);
    if (last) props.chat.goOn(last.id);
    props.onFocusLost();
  };
  return (
    <Show when={words()}>
      {(broken) => (
        <p class={css['break']}>
          {broken().line}
          <Button size="small" icon="chevron-right" onClick={goOn}>
            {broken().button}
          </Button>
        </p>
      )}
    </Show>
  );
}
