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

/** What places a message in its chat's tree. */
type Placed = Pick<Message, 'id' | 'parentId' | 'createdAt'>;

/**
 * The messages on screen: from the root, at each fork the child created last. The others stay in
 * the store. A message whose parent is missing follows the one created before it: a record that is
 * lost must not take along what stood above it.
 */
export function visiblePath<M extends Placed>(messages: readonly M[]): M[] {
  const ids = new Set(messages.map((message) => message.id));
  const lastChild = new Map<string | null, M>();
  let inTime: M[] | undefined;
  for (const message of messages) {
    const { parentId } = message;
    const isLost = parentId !== null && !ids.has(parentId);
    if (isLost) inTime ??= messages.toSorted((a, b) => a.createdAt - b.createdAt);
    const parent = isLost ? (lastBefore(message, inTime)?.id ?? null) : parentId;
    const rival = lastChild.get(parent);
    if (!rival || rival.createdAt <= message.createdAt) lastChild.set(parent, message);
  }
  const path: M[] = [];
  const seen = new Set<string>();
  let next = lastChild.get(null);
  while (next && !seen.has(next.id)) {
    seen.add(next.id);
    path.push(next);
    next = lastChild.get(next.id);
  }
  return path;
}

/** Halving: a chat may have lost thousands of records. */
function lastBefore<M extends Placed>({ createdAt }: M, inTime: readonly M[] = []): M | undefined {
  let [from, to] = [0, inTime.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((inTime[middle]?.createdAt ?? createdAt) < createdAt) from = middle + 1;
    else to = middle;
  }
  return inTime[from - 1];
}

/**
 * Whether a message that came while another one was deleted goes below it when that comes back: it
 * took its place then. Two answers to one question are alternatives, and stay beside each other.
 */
export function belongsBelow(message: Message, back: Message): boolean {
  const areAnswers = message.role === 'assistant' && back.role === 'assistant';
  return message.parentId === back.parentId && !areAnswers;
}

/**
 * What is sent: questions and what was answered, messages without text left out. Reasoning goes along only to a
 * server that wants it back (protocol.md §0.10), which the spelling of the request decides.
 */
export function toRequestMessages(path: readonly Message[]): ChatRequestMessage[] {
  return path
    .filter((message) => message.text.trim() !== '')
    .map(({ role, text, reasoning }) => ({
      role,
      content: text,
      ...(role === 'assistant' && reasoning && { reasoning }),
    }));
}
