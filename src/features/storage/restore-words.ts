import type { Choice, Kind } from '../../core/backup/choose';
import { type BackupStore, backupStores } from '../../core/backup/format';
import type { Counts, RestorePlan } from '../../core/backup/plan';
import { formatNumber } from '../../lib/format';

/** One line of a preview. */
export interface PlanLine {
  store: BackupStore;
  title: string;
  words: string;
}

const titles: Record<BackupStore, string> = {
  conversations: 'Chats',
  messages: 'Messages',
  attachments: 'Files',
  providers: 'Providers',
  'tool-servers': 'Tool servers',
  library: 'Presets and prompts',
  settings: 'Settings',
};

const nouns: Record<BackupStore, [one: string, more: string]> = {
  conversations: ['chat', 'chats'],
  messages: ['message', 'messages'],
  attachments: ['file', 'files'],
  providers: ['provider', 'providers'],
  'tool-servers': ['tool server', 'tool servers'],
  library: ['preset or prompt', 'presets and prompts'],
  settings: ['record of settings', 'records of settings'],
};

/** Chats first: they are what most people come for. */
const order = [...backupStores.slice(4), ...backupStores.slice(0, 4)];

/** What a restore would find, kind by kind; kinds that the file does not have are left out. */
export function planLines({ counts }: RestorePlan): PlanLine[] {
  return order.flatMap((store) => {
    const count = counts[store];
    return count ? [{ store, title: titles[store], words: countWords(count) }] : [];
  });
}

function countWords(count: Counts): string {
  const parts: [number, string][] = [
    [count.new, 'new'],
    [count.same, 'the same'],
    [count['newer-here'], 'newer here'],
    [count['newer-in-file'], 'newer in the file'],
    [count.differs, 'different'],
  ];
  const words = parts
    .filter(([value]) => value > 0)
    .map(([value, word]) => `${formatNumber(value)} ${word}`);
  const unread =
    count.unread > 0
      ? ` ${formatNumber(count.unread)} cannot be read here, and will be set aside.`
      : '';
  return `${words.join(', ')}.${unread}`;
}

const choiceWords: Record<Kind, Partial<Record<Choice, string>>> = {
  chats: {
    newer: 'Keep the newer one',
    here: 'Keep what is here',
    file: 'Take what is in the file',
  },
  providers: { newer: 'Keep what is here', file: 'Take what is in the file' },
  'tool-servers': { newer: 'Keep what is here', file: 'Take what is in the file' },
  library: {
    both: 'Keep both',
    here: 'Keep what is here',
    file: 'Take what is in the file',
  },
  settings: { newer: 'Keep what is here', file: 'Take what is in the file' },
};

export const kindTitles: Record<Kind, string> = {
  chats: 'Chats that differ',
  providers: 'Providers that differ',
  'tool-servers': 'Tool servers that differ',
  library: 'Presets and prompts that differ',
  settings: 'Settings that differ',
};

/** What can be chosen where two records of a kind differ. */
export function choicesOf(kind: Kind): { value: string; label: string }[] {
  return Object.entries(choiceWords[kind]).map(([value, label]) => ({ value, label }));
}

/** Whether a plan has two different records of a kind under one id. */
export function hasConflict(count: Counts | undefined): boolean {
  if (!count) return false;
  return count['newer-here'] + count['newer-in-file'] + count.differs > 0;
}

/** `3 chats, 12 messages, 1 provider`; empty for nothing. */
export function doneWords(counts: Partial<Record<BackupStore, number>>): string {
  return order
    .flatMap((store) => {
      const count = counts[store] ?? 0;
      return count > 0 ? [`${formatNumber(count)} ${nouns[store][count === 1 ? 0 : 1]}`] : [];
    })
    .join(', ');
}
