import type { Message } from '../../core/chat/types';
import { formatNumber } from '../../lib/format';

/** What became of a question whose beginning the server left out: "9 200 tokens sent, 4 096 read". */
export function truncationWords({
  promptEstimate,
  usage,
}: Pick<Message, 'promptEstimate' | 'usage'>): string {
  const lost = 'The server dropped the beginning of this chat';
  if (!promptEstimate || !usage) return `${lost}.`;
  const { tokens, by } = promptEstimate;
  const sent =
    by === 'counted' ? formatNumber(tokens) : `about ${formatNumber(toHundreds(tokens))}`;
  return `${lost}: ${sent} tokens sent, ${formatNumber(usage.promptTokens)} read.`;
}

/** An estimate is no more exact than that. */
function toHundreds(tokens: number): number {
  return Math.round(tokens / 100) * 100;
}
