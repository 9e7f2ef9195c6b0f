import type { ChatSettings, Message } from '../chat/types';

/** What of a chat the next request takes along. */
export interface Sent {
  systemPrompt: string;
  /** In place of all before; empty without a compaction. */
  summary: string;
  /** The messages behind the compaction that have words, as `toRequestMessages` takes them. */
  messages: readonly Message[];
}

/** What would be sent of this path now. */
export function sentOf(path: readonly Message[], settings: ChatSettings = {}): Sent {
  const { systemPrompt = '' } = settings;
  const at = path.findLastIndex((message) => message.compaction !== undefined);
  return {
    systemPrompt: systemPrompt.trim() === '' ? '' : systemPrompt,
    summary: path[at]?.compaction?.text ?? '',
    messages: path.slice(at + 1).filter(hasContent),
  };
}

function hasContent({ text, attachments }: Message): boolean {
  return text.trim() !== '' || (attachments?.length ?? 0) > 0;
}

/**
 * The characters in it, up to but without the message `until`: tells cheaply whether an answer was asked for with the same.
 */
export function charactersOf({ systemPrompt, summary, messages }: Sent, until?: Message): number {
  let sum = systemPrompt.length + summary.length;
  for (const message of messages) {
    if (message === until) break;
    sum += message.text.length;
    for (const { bytes } of message.attachments ?? []) sum += bytes;
  }
  return sum;
}
