import { expect, test } from 'vitest';
import { restoreConversation, restoreMessage } from '../chat/restore';
import { restoreLibraryEntry } from '../library/restore';
import { restoreFileRemainder, restoreProvider } from '../providers/restore';
import { restoreSealed } from '../sealing/restore';
import { restoreSettings } from '../settings/restore';
import { restoreToolServer } from '../tool-servers/restore';

const restores: Record<string, (record: unknown) => unknown> = {
  restoreConversation,
  restoreMessage,
  restoreProvider,
  restoreFileRemainder,
  restoreLibraryEntry,
  restoreToolServer,
  restoreSettings,
  restoreSealed,
};

/** The fields that any of our records has, so that what is inside of them is looked at. */
const names = [
  'id kind name title text stream settings model url headers signIn seen hidden tools at client',
  'baseUrl apiKey overrides listed learned fileModels addedModels entries extra calibrations server',
  'conversationId parentId role createdAt updatedAt toolCalls attachments queue status usage error',
  'timing compaction responseSchema imageOrigins toolRounds turnedGroups salt data v rateLimit checks',
].flatMap((line) => line.split(' '));

test.each(Object.entries(restores))('%s survives circles and great depths', (_, restore) => {
  const circle: Record<string, unknown> = { id: 'x', createdAt: 1, text: '', role: 'user' };
  for (const name of names) circle[name] ??= circle;
  let deep: unknown = 'bottom';
  for (let level = 0; level < 20_000; level += 1) deep = { deep, settings: deep };
  const hollow = Object.fromEntries(names.map((name) => [name, deep]));
  const sound = { id: 'x', url: 'http://a/', baseUrl: 'http://a/v1', name: 'n', kind: 'preset' };
  for (const stored of [circle, { ...circle, ...sound }, deep, hollow, { ...hollow, ...sound }]) {
    expect(() => restore(stored)).not.toThrow();
  }
});
