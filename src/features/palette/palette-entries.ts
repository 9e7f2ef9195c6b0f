import type { Conversation } from '../../core/chat/types';
import { findTitles } from '../../core/search/find-titles';
import { fold, wordsOf } from '../../core/search/fold';
import type { SearchAnswer, SearchHit } from '../../core/search/types';
import type { CommandId } from '../../state/commands';
import type { IconName } from '../../ui/icon-paths';

/** A command as the palette shows it. */
export interface PaletteCommand {
  id: CommandId;
  label: string;
  icon: IconName;
  /** Its shortcut, as in `Mod+K`; absent when it has none. */
  keys?: string | undefined;
  /** Other words that it is looked for by. */
  also?: string | undefined;
}

/** A row of the palette: something to do, a chat by its title, or a message with the words. */
export type Entry =
  { kind: 'command'; command: PaletteCommand } | { kind: 'chat' | 'message'; hit: SearchHit };

export interface PaletteFacts {
  query: string;
  /** What is possible now. */
  commands: readonly PaletteCommand[];
  /** Commands done before, the last one first. */
  recent: readonly CommandId[];
  /** Newest first. */
  chats: readonly Conversation[];
  /** What the search in all messages found for this query, as far as it has. */
  answer: SearchAnswer | undefined;
}

const RECENT_COMMANDS = 3;
const RECENT_CHATS = 5;
const MOST_TITLES = 8;

/**
 * What the palette offers. Without a query: what was done last, the newest chats, and every command. Else the commands, the
 * titles and the messages that have all its words.
 */
export function paletteEntries(facts: PaletteFacts): Entry[] {
  const words = wordsOf(facts.query);
  return words.length === 0 ? atFirst(facts) : matching(facts, words);
}

const asEntry = (command: PaletteCommand): Entry => ({ kind: 'command', command });

function atFirst({ commands, recent, chats }: PaletteFacts): Entry[] {
  const last = recent
    .slice(0, RECENT_COMMANDS)
    .flatMap((id) => commands.find((command) => command.id === id) ?? []);
  const newest = chats.filter(({ archived }) => !archived).slice(0, RECENT_CHATS);
  return [
    ...last.map(asEntry),
    ...newest.map(({ id, title }): Entry => {
      return { kind: 'chat', hit: { id, title: { text: title, marks: [] }, messages: 0 } };
    }),
    ...commands.filter((command) => !last.includes(command)).map(asEntry),
  ];
}

function matching(
  { query, commands, recent, chats, answer }: PaletteFacts,
  words: readonly string[],
): Entry[] {
  /** The better the smaller; -1: not at all. */
  const rank = ({ id, label, also = '' }: PaletteCommand): number => {
    const name = ` ${fold(label)} ${fold(also)}`;
    if (!words.every((word) => name.includes(word))) return -1;
    const startsWords = words.every((word) => name.includes(` ${word}`));
    return (startsWords ? 0 : 2) + (recent.includes(id) ? 0 : 1);
  };
  const found = commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter((entry) => entry.rank >= 0)
    .sort((a, b) => a.rank - b.rank);
  const messages = (answer?.hits ?? []).filter((hit) => hit.best);
  return [
    ...found.map(({ command }) => asEntry(command)),
    ...findTitles(chats, query, MOST_TITLES).hits.map((hit): Entry => ({ kind: 'chat', hit })),
    ...messages.map((hit): Entry => ({ kind: 'message', hit })),
  ];
}
