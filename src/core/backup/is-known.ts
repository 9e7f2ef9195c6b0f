import { restoreConversation, restoreMessage } from '../chat/restore';
import { restoreLibraryEntry } from '../library/restore';
import { restoreProvider } from '../providers/restore';
import { restoreToolServer } from '../tool-servers/restore';
import type { IncomingRecord } from './batches';
import type { BackupStore } from './format';

const RECORD_VERSION = 1;

/** Whether a record can be read here; one that can't be is kept as it is, and set aside where it is read. */
export function isKnown(store: BackupStore, { line: { record }, blob }: IncomingRecord): boolean {
  const version = record['v'];
  if (version !== undefined && !(typeof version === 'number' && version <= RECORD_VERSION))
    return false;
  switch (store) {
    case 'providers':
      return restoreProvider(record) !== undefined;
    case 'tool-servers':
      return restoreToolServer(record) !== undefined;
    case 'library':
      return restoreLibraryEntry(record) !== undefined;
    case 'conversations':
      return restoreConversation(record) !== undefined;
    case 'messages':
      return restoreMessage(record) !== undefined;
    case 'attachments':
      return blob !== undefined && typeof record['conversationId'] === 'string';
    default:
      return true;
  }
}
