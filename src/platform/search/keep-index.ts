import type { TabEvent, Tabs } from '../../core/ports';
import type { ChatIndex } from '../../core/search/chat-index';
import { createTurns } from '../../lib/in-turn';
import { createConversationRepository } from '../conversation-repository';
import type { Database } from '../database';
import { readHeads, readMessageKeys, readMessages, unreported } from './read-messages';

export interface KeepIndexTools {
  database: Database;
  /** Hears every change of what is stored, those of its own page too. */
  tabs: Tabs<TabEvent>;
  /** The index has more, or something else, than before. */
  onChange: () => void;
  onFailed(error: unknown): void;
}

/** Fills an index with everything stored, then keeps it so. `read` tells how much of it is there, 0 to 1. */
export function keepIndex(
  index: ChatIndex,
  { database, tabs, onChange, onFailed }: KeepIndexTools,
): { read(): number; ready: Promise<void> } {
  const repository = createConversationRepository(database, unreported);
  const inTurn = createTurns();
  /** Chats that changed while all is read for the first time: what comes of them after that may be old. */
  let changed: Set<string> | undefined = new Set();
  let total = 0;
  let count = 0;

  async function readAll(): Promise<void> {
    const keys = await readMessageKeys(database);
    total = keys.length;
    // A message needs its head, but its batch can come meanwhile.
    const headsThere = readHeads(database).then((heads) => {
      for (const head of heads) if (!changed?.has(head.id)) index.putHead(head);
    });
    await readMessages(database, keys, async (messages, records) => {
      await headsThere;
      for (const message of messages)
        if (!changed?.has(message.conversationId)) index.putMessage(message);
      count += records;
      onChange();
    });
    await headsThere;
    changed = undefined;
  }

  async function readChat(id: string): Promise<void> {
    const head = await repository.getConversation(id);
    const messages = head ? await repository.listMessages(id) : [];
    index.drop(id);
    if (!head) return;
    index.putHead(head);
    for (const message of messages) index.putMessage(message);
  }

  async function readMessage(id: string): Promise<void> {
    const message = await repository.getMessage(id);
    if (message) index.putMessage(message);
  }

  /** One after the other, so that of two readings the later one counts. */
  async function follow(event: TabEvent): Promise<void> {
    if (event.type === 'conversations-changed') {
      for (const id of event.ids) await follow({ type: 'conversation-changed', id });
      return;
    }
    if (!('id' in event)) return;
    const { id } = event;
    changed?.add(id);
    if (event.type === 'conversation-removed') await inTurn(async () => index.drop(id));
    else if (event.type === 'message-changed' && !changed)
      await inTurn(() => readMessage(event.messageId));
    else await inTurn(() => readChat(id));
    onChange();
  }

  tabs.subscribe((event) => void follow(event).catch(onFailed));
  return {
    read: () => (changed ? Math.min(0.99, total && count / total) : 1),
    ready: readAll(),
  };
}
