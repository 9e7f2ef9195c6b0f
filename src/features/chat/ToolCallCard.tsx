import type { JSX } from 'solid-js';
import type { ToolCall } from '../../core/chat/types';
import { Icon } from '../../ui/Icon';
import css from './Message.module.css';

export interface ToolCallCardProps {
  call: ToolCall;
}

/** A tool that the model asked for, with the arguments it wrote. */
export function ToolCallCard(props: ToolCallCardProps): JSX.Element {
  return (
    <section class={css['tool']} aria-label={`Tool call ${props.call.name}`}>
      <p class={css['tool-name']}>
        <Icon name="tool" size={16} />
        <code>{props.call.name || 'a tool'}</code>
      </p>
      <pre tabindex="0" class={css['tool-arguments']}>
        {pretty(props.call.arguments)}
      </pre>
    </section>
  );
}

/** Indented where it is JSON already; half-written or broken arguments stay as the model wrote them. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
