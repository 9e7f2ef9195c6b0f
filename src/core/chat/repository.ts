import type { StoredAttachment } from '../attachments/types';
import type { Conversation, Message } from './types';

/** Which heads to read: the newest `count` of those last changed before a time (epoch ms). */
export interface HeadRange {
  count: number;
  before?: number | undefined;
}

export interface HeadPage {
  /** Newest first; more than asked for where the last ones were changed in the same millisecond. */
  heads: Conversation[];
  /** Where the next page begins (its `before`); undefined when there is none. */
  next?: number | undefined;
}

/** What changes of chats, worked out from what is stored at that moment and nothing older. */
export interface ChatChange {
  /** Undefined: this chat is left as it is, and counts as one that is gone. Called before anything is written. */
  head?: (stored: Conversation) => Conversation | undefined;
  /** Changes stored messages, those that are still there; undefined leaves one as it is. */
  messages?: { ids: readonly string[]; change: (stored: Message) => Message | undefined };
  /** New messages, or some that come back. */
  add?: readonly Message[];
  attachments?: readonly StoredAttachment[];
}

/** What a change wrote. */
export interface ChangedChats {
  heads: Conversation[];
  messages: Message[];
}

/** Stores conversations and messages; implemented in `platform`, faked with a Map in tests. */
export interface ConversationRepository {
  /** A page of heads; reads no others. Total: a broken record is set aside, never thrown. */
  listConversations(range: HeadRange): Promise<HeadPage>;
  getConversation(id: string): Promise<Conversation | undefined>;
  /** Messages of one conversation in order of creation. */
  listMessages(conversationId: string): Promise<Message[]>;
  /** The last messages of one conversation, at most so many, in order of creation. */
  listEnd(conversationId: string, count: number): Promise<Message[]>;
  getMessage(id: string): Promise<Message | undefined>;
  /**
   * Heads, and messages beside them, in one transaction, strict. What messages and waiting questions bring from the composer
   * belongs to their chat from then on; `attachments` are put back beside them.
   */
  saveConversations(
    conversations: readonly Conversation[],
    messages?: readonly Message[],
    attachments?: readonly StoredAttachment[],
  ): Promise<void>;
  /**
   * Reads, changes and writes in one transaction, strict, so that no tab overwrites what another wrote meanwhile. Of chats
   * that are gone nothing is written; when all are, neither is anything beside them.
   */
  changeChats(ids: readonly string[], change: ChatChange): Promise<ChangedChats>;
  /**
   * Writes a message over the stored one, but for its place in the tree, which others may have changed. `strict` waits for
   * the disk: what a person typed; a checkpoint of a stream is relaxed. Writes nothing when the message or its chat is
   * gone: another tab may have deleted it while the answer was still coming.
   */
  saveMessage(message: Message, durability: 'strict' | 'relaxed'): Promise<void>;
  /** The same with one head. */
  saveTurn(
    conversation: Conversation,
    messages: readonly Message[],
    attachments?: readonly StoredAttachment[],
  ): Promise<void>;
  /** Removes chats with all their messages and attachments, in one transaction. */
  removeConversations(ids: readonly string[]): Promise<void>;
  /** And the attachments that no other message has. */
  removeMessages(ids: string[], attachmentIds?: readonly string[]): Promise<void>;
}
