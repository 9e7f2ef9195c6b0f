import type { ChatRequestMessage } from '../../protocol/openai/request';
import type { Message } from './types';

const TITLE_LENGTH = 60;

/** A chat's title from its first message: the first line with words, cut at a word within 60 characters. */
export function titleFrom(text: string): string {
  const line = text.split('\n').find((part) => /[\p{L}\p{N}]/u.test(part)) ?? text;
  const clean = line
    .replace(/^[\s#>*`-]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!clean) return 'New chat';
  const letters = [...clean];
  if (letters.length <= TITLE_LENGTH) return clean;
  const cut = letters.slice(0, TITLE_LENGTH).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > TITLE_LENGTH / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/**
 * The messages on screen: from the root, at each fork the child created last. The others stay in
 * the store. A message whose parent is missing counts as a root, so nothing stored is unreachable.
 */
export function visiblePath(messages: readonly Message[]): Message[] {
  const ids = new Set(messages.map((message) => message.id));
  const lastChild = new Map<string | null, Message>();
  for (const message of messages) {
    const parent = message.parentId !== null && ids.has(message.parentId) ? message.parentId : null;
    const rival = lastChild.get(parent);
    if (!rival || rival.createdAt <= message.createdAt) lastChild.set(parent, message);
  }
  const path: Message[] = [];
  const seen = new Set<string>();
  let next = lastChild.get(null);
  while (next && !seen.has(next.id)) {
    seen.add(next.id);
    path.push(next);
    next = lastChild.get(next.id);
  }
  return path;
}

/**
 * What is sent: questions and what was answered, reasoning left out (several servers refuse it,
 * protocol.md §0.10), messages without text left out.
 */
export function toRequestMessages(path: readonly Message[]): ChatRequestMessage[] {
  return path
    .filter((message) => message.text.trim() !== '')
    .map((message) => ({ role: message.role, content: message.text }));
}
