import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import type { ToolCall } from '../../core/chat/types';
import { formatBytes } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { beginningOf, isLong, prettyJson } from './arguments-shown';
import css from './Message.module.css';

export interface ToolCallCardProps {
  call: ToolCall;
  /** While the model may still be writing the arguments. */
  streaming: boolean;
}

/** A tool that the model asked for, with the arguments it wrote; of long ones the beginning, until a person asks. */
export function ToolCallCard(props: ToolCallCardProps): JSX.Element {
  const [all, setAll] = createSignal(false);
  let text: HTMLPreElement | undefined;
  const showAll = (): void => {
    setAll(true);
    // The button that had the focus is gone.
    text?.focus();
  };
  const beginning = createMemo((before: string) => beginningOf(props.call.arguments, before), '');
  const isCut = (): boolean => isLong(props.call.arguments) && !all();
  const shown = createMemo((): string => {
    if (isCut() || (props.streaming && !all())) return beginning();
    return props.streaming ? props.call.arguments : prettyJson(props.call.arguments);
  });
  return (
    <section class={css['tool']} aria-label={`Tool call ${props.call.name}`}>
      <p class={css['tool-name']}>
        <Icon name="tool" size={16} />
        <code>{props.call.name || 'a tool'}</code>
      </p>
      <pre ref={text} tabindex="0" class={css['tool-arguments']}>
        {shown()}
      </pre>
      <Show when={isCut()}>
        <div>
          <Show when={!props.streaming} fallback="The beginning of what the model is writing.">
            <Button size="small" onClick={showAll}>
              Show all {formatBytes(props.call.arguments.length)}
            </Button>
          </Show>
        </div>
      </Show>
    </section>
  );
}
