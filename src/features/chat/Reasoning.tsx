import { type JSX, Show } from 'solid-js';
import { isThinking, thinkingMs } from '../../core/chat/thinking';
import type { Message } from '../../core/chat/types';
import { formatDuration } from '../../lib/format';
import { ServicesContext } from '../../state/services';
import { SettingsContext } from '../../state/settings';
import { Disclosure } from '../../ui/Disclosure';
import { createNow } from './create-now';
import { elapsed } from './elapsed';
import { Markdown } from './markdown/Markdown';
import css from './Message.module.css';

export interface ReasoningProps {
  message: Message;
  /** Messages whose reasoning is open. */
  unfolded: Set<string>;
}

/** The reasoning before an answer, folded behind how long it took. */
export function Reasoning(props: ReasoningProps): JSX.Element {
  const { clock, clipboard, onSettled } = ServicesContext.use();
  const settings = SettingsContext.use();
  const thinks = (): boolean => isThinking(props.message);
  const now = createNow(thinks, clock);
  const duration = (): string => {
    const ms = thinkingMs(props.message, thinks() ? now() : undefined);
    if (ms === undefined) return '';
    return thinks() ? ` · thinking ${elapsed(ms)}` : ` · ${formatDuration(ms)}`;
  };
  return (
    <Disclosure
      quiet
      summary={<span>Reasoning{duration()}</span>}
      startOpen={props.unfolded.has(props.message.id)}
      onToggle={(open) => {
        if (open) props.unfolded.add(props.message.id);
        else props.unfolded.delete(props.message.id);
      }}
    >
      <div class={css['reasoning']}>
        <Show when={props.message.reasoning}>
          {(text) => (
            <Markdown
              text={text()}
              streaming={thinks()}
              wrap={settings.values.wrapCode}
              onCopy={(copied) => clipboard.writeText(copied)}
              onSettled={onSettled}
            />
          )}
        </Show>
      </div>
    </Disclosure>
  );
}
