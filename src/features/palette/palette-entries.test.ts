import { expect, test } from 'vitest';
import type { Conversation } from '../../core/chat/types';
import { type PaletteCommand, type PaletteFacts, paletteEntries } from './palette-entries';

const commands: PaletteCommand[] = [
  { id: 'new-chat', label: 'New chat', icon: 'plus' },
  { id: 'theme', label: 'Toggle theme', icon: 'eye', also: 'dark light' },
  { id: 'delete-chat', label: 'Delete chat', icon: 'trash' },
  { id: 'settings', label: 'Go to Settings', icon: 'settings' },
];
const chat = (id: string, title: string, fields: Partial<Conversation> = {}): Conversation => ({
  id,
  title,
  createdAt: 1,
  updatedAt: 1,
  ...fields,
});
const offered = (facts: Partial<PaletteFacts>) =>
  paletteEntries({
    query: '',
    commands,
    recent: [],
    chats: [chat('c1', 'Chats about theming'), chat('c2', 'Old', { archived: true })],
    answer: undefined,
    ...facts,
  }).map((entry) =>
    entry.kind === 'command' ? entry.command.id : `${entry.kind} ${entry.hit.id}`,
  );

test('at first: what was done last, the newest chats that are not archived, then all commands', () => {
  expect(offered({ recent: ['settings', 'stop', 'theme'] })).toEqual([
    'settings',
    'theme',
    'chat c1',
    'new-chat',
    'delete-chat',
  ]);
});

test('all words count, in any order and case, of the label and of its other names', () => {
  expect(offered({ query: 'CHAT new' })).toEqual(['new-chat']);
  expect(offered({ query: 'dark' })).toEqual(['theme']);
  expect(offered({ query: 'nothing of it' })).toEqual([]);
});

test('words that begin with it come before words that have it inside, and of equals what was done before', () => {
  expect(offered({ query: 'et', chats: [] })).toEqual(['delete-chat', 'settings']);
  expect(offered({ query: 'se', chats: [] })).toEqual(['settings']);
  expect(offered({ query: 'chat', chats: [], recent: ['delete-chat'] })).toEqual([
    'delete-chat',
    'new-chat',
  ]);
});

test('titles follow the commands, archived ones too, then messages that have the words', () => {
  const title = { text: 'Other', marks: [] };
  const answer = {
    query: 'old',
    hits: [
      { id: 'c9', title, messages: 1, best: { messageId: 'm', snippet: title } },
      { id: 'c2', title, messages: 0 },
    ],
    chats: 2,
    messages: 1,
    read: 1,
  };
  expect(offered({ query: 'old', answer })).toEqual(['chat c2', 'message c9']);
});
