import { ownText } from '../../lib/own-text';
import type { Message } from './types';

const TITLE_LENGTH = 60;
/** Characters of a line that are looked at: one may be as long as a book. */
const LOOKED_AT = 1_000;

/** A chat's title from its first message: the first line with words, cut at a word within 60 characters. */
export function titleFrom(text: string): string {
  const line = text.split('\n').find((part) => /[\p{L}\p{N}]/u.test(part)) ?? text;
  const clean = line
    .replace(/^[\s#>*`-]+/, '')
    .replace(/\s+/g, ' ')
    .slice(0, LOOKED_AT)
    .trim();
  if (!clean) return 'New chat';
  const letters = [...clean];
  // A title outlives the chat's page.
  if (letters.length <= TITLE_LENGTH) return ownText(clean);
  const cut = letters.slice(0, TITLE_LENGTH).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > TITLE_LENGTH / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** What places a message in its chat's tree. */
type Placed = Pick<Message, 'id' | 'parentId' | 'createdAt'>;

/**
 * The messages on screen: from the root through `leafId`, and at any other fork to the child created last. The others
 * stay in the store. A message whose parent is missing follows the one created before it: a record that is
 * lost must not take along what stood above it.
 */
export function visiblePath<M extends Placed>(messages: readonly M[], leafId?: string): M[] {
  const ids = new Set(messages.map((message) => message.id));
  const chosen = leafId === undefined ? undefined : aboveAnd(leafId, messages);
  const lastChild = new Map<string | null, M>();
  let inTime: M[] | undefined;
  for (const message of messages) {
    const { parentId } = message;
    const isLost = parentId !== null && !ids.has(parentId);
    if (isLost) inTime ??= messages.toSorted((a, b) => a.createdAt - b.createdAt);
    const parent = isLost ? (lastBefore(message, inTime)?.id ?? null) : parentId;
    const rival = lastChild.get(parent);
    if (!rival || goesBefore(message, rival, chosen)) lastChild.set(parent, message);
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

function goesBefore(message: Placed, rival: Placed, chosen?: ReadonlySet<string>): boolean {
  if (chosen?.has(rival.id)) return false;
  return chosen?.has(message.id) === true || rival.createdAt <= message.createdAt;
}

/** The ids of a message and of all above it. */
function aboveAnd(id: string, messages: readonly Placed[]): Set<string> {
  const parents = new Map(messages.map((message) => [message.id, message.parentId]));
  const above = new Set<string>();
  for (let at: string | null | undefined = id; at && parents.has(at) && !above.has(at);) {
    above.add(at);
    at = parents.get(at);
  }
  return above;
}

/**
 * The versions of each message that has some, by its id: those with the same parent and the same role, itself among
 * them, oldest first. A message that is the only one is not in it.
 */
export function versionsIn<M extends Placed & Pick<Message, 'role'>>(
  messages: readonly M[],
): Map<string, readonly M[]> {
  const places = new Map<string, M[]>();
  for (const message of messages) {
    const place = `${message.role} ${message.parentId ?? ''}`;
    const others = places.get(place);
    if (others) others.push(message);
    else places.set(place, [message]);
  }
  const versions = new Map<string, readonly M[]>();
  for (const alike of places.values()) {
    if (alike.length < 2) continue;
    alike.sort((a, b) => a.createdAt - b.createdAt);
    for (const { id } of alike) versions.set(id, alike);
  }
  return versions;
}

/** A message and all that follows from it, in any order. */
export function branchOf<M extends Placed>(messages: readonly M[], id: string): M[] {
  const branch = new Set([id]);
  // A child is created after its parent.
  const inTime = messages.toSorted((a, b) => a.createdAt - b.createdAt);
  return inTime.filter((message) => {
    if (message.parentId !== null && branch.has(message.parentId)) branch.add(message.id);
    return branch.has(message.id);
  });
}

/**
 * The path as far as it can be told from the last messages of a chat alone: up from `leafId` (absent: the message created
 * last) to where the records end, and down to the newest answers. Undefined when the leaf is not among them.
 */
export function endOfPath<M extends Placed>(end: readonly M[], leafId?: string): M[] | undefined {
  const leaf = leafId ?? end.at(-1)?.id;
  if (leaf === undefined || !end.some(({ id }) => id === leaf)) return undefined;
  const above = aboveAnd(leaf, end);
  const below = new Set(branchOf(end, leaf).map(({ id }) => id));
  const kept = end.filter(({ id }) => above.has(id) || below.has(id));
  const top = kept.find(({ parentId }) => parentId === null || !above.has(parentId));
  return top ? visiblePath(kept, leaf) : undefined;
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
