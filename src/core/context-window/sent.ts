import type { ChatRequestTool } from '../../protocol/openai/request';
import type { ChatSettings, Message } from '../chat/types';
import { callCharacters, toolCharacters } from './estimate-messages';

/** What of a chat the next request takes along. */
export interface Sent {
  systemPrompt: string;
  /** In place of all before; empty without a compaction. */
  summary: string;
  /** What the model is told of tools. */
  tools: readonly ChatRequestTool[];
  /** The messages behind the compaction that have words, as `toRequestMessages` takes them. */
  messages: readonly Message[];
}

/** What would be sent of this path now. */
export function sentOf(
  path: readonly Message[],
  settings: ChatSettings = {},
  tools: readonly ChatRequestTool[] = [],
): Sent {
  const { systemPrompt = '' } = settings;
  const at = path.findLastIndex((message) => message.compaction !== undefined);
  return {
    systemPrompt: systemPrompt.trim() === '' ? '' : systemPrompt,
    summary: path[at]?.compaction?.text ?? '',
    tools,
    messages: path.slice(at + 1).filter(hasContent),
  };
}

function hasContent({ text, attachments = [], toolCalls }: Message): boolean {
  return text.trim() !== '' || attachments.length > 0 || toolCalls.length > 0;
}

/**
 * The characters in it, up to but without the message `until`: tells cheaply whether an answer was asked for with the same.
 */
export function charactersOf(
  { systemPrompt, summary, tools, messages }: Sent,
  until?: Message,
): number {
  let sum = systemPrompt.length + summary.length + toolCharacters(tools);
  for (const message of messages) {
    if (message === until) break;
    sum += message.text.length + callCharacters(message);
    for (const { bytes } of message.attachments ?? []) sum += bytes;
  }
  return sum;
}
