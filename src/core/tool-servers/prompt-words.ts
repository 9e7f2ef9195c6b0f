import type { McpMessage } from '../../protocol/mcp/types';
import { textOfParts } from './part-words';

/**
 * The messages of a prompt as one text, bounded: what is no text is named by kind. Where both sides speak, each turn
 * says whose it is.
 */
export function promptWords(messages: readonly McpMessage[]): string {
  const turns: McpMessage[][] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last?.[0]?.role === message.role) last.push(message);
    else turns.push([message]);
  }
  const texts = turns.map((turn) => {
    const text = textOfParts(turn.map(({ part }) => part));
    if (turns.length === 1) return text;
    return `${turn[0]?.role === 'assistant' ? 'Assistant' : 'User'}:\n${text}`;
  });
  return textOfParts(texts.map((text) => ({ kind: 'text', text })));
}
