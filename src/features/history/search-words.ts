import type { SearchAnswer, SearchHit } from '../../core/search/types';
import { formatNumber } from '../../lib/format';

/** `1 message`, `1 234 chats`. */
function counted(count: number, one: string): string {
  return `${formatNumber(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** What an answer amounts to, in a sentence or two: how much was found, how much was looked at. */
export function answerWords({ hits, chats, messages, read }: SearchAnswer): string {
  const isDone = read === 1;
  const progress = isDone ? '' : `Reading your chats, ${Math.floor(read * 100)}\u202f%. `;
  if (chats === 0)
    return isDone ? 'No chat has these words. Fewer words find more.' : progress.trim();
  const found =
    messages === 0
      ? counted(chats, 'title')
      : `${counted(messages, 'message')} in ${counted(chats, 'chat')}`;
  const shown = hits.length < chats ? ` The newest ${formatNumber(hits.length)} are shown.` : '';
  return `${progress}${found}${isDone ? '' : ' so far'}.${shown}`;
}

/** The same where only titles can be searched. */
export function titleWords({ hits, chats }: SearchAnswer): string {
  const found = chats === 0 ? 'No title has these words.' : `${counted(chats, 'title')}.`;
  const shown = hits.length < chats ? ` The newest ${formatNumber(hits.length)} are shown.` : '';
  return `Messages cannot be searched in this browser window, only titles. ${found}${shown}`;
}

/** How many messages of one chat have the words, where there is more than the one shown. */
export function hitWords({ messages }: SearchHit): string {
  return messages > 1 ? counted(messages, 'message') : '';
}
