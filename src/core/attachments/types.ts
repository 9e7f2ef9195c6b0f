import type { Attachment } from '../chat/types';

/** What lies in the store: the bytes as they are sent or were picked, and of a text file or a PDF the text that is sent. */
export interface StoredAttachment {
  id: string;
  /** Its chat, or `draftOwner` while it waits in a composer. */
  conversationId: string;
  blob: Blob;
  text?: string;
}

/** Stores what goes along with questions; implemented in `platform`, with a twin in memory. */
export interface AttachmentRepository {
  /** Strict: a person gave it. */
  save(attachment: StoredAttachment): Promise<void>;
  /** Those that are there, in any order. */
  read(ids: readonly string[]): Promise<StoredAttachment[]>;
  /** All of a chat, or some, with their bytes in memory, so that they can come back after they were removed. */
  readWhole(conversationId: string, ids?: readonly string[]): Promise<StoredAttachment[]>;
  remove(ids: readonly string[]): Promise<void>;
  /** Says of drafted ones that they are still wanted at `now` (epoch ms); answers with the ids that are there. */
  touchDrafts(ids: readonly string[], now: number): Promise<string[]>;
  /** Removes what belongs to no chat, and what was drafted so long before `now` that nobody will come for it. */
  removeOrphans(now: number): Promise<void>;
}

/** What is to be stored of a file. */
export interface ReadyFile {
  kind: 'ready';
  attachment: Omit<Attachment, 'id'>;
  blob: Blob;
  text?: string;
}

/** What became of a file that was given. */
export type PreparedFile = ReadyFile | FileProblem;

/**
 * - `empty`: no bytes, or no words
 * - `too-large`: over the limit of its kind
 * - `binary`: neither text nor an image that this browser decodes
 * - `broken-image`, `broken-pdf`: it says what it is, and cannot be decoded
 * - `locked-pdf`: a password is asked for
 * - `pdf-without-text`: pictures of pages, as of a scanner
 * - `unreadable`: the browser could not read it: a folder, or moved, or not permitted
 * - `not-loaded`: the part that reads PDF could not be loaded
 */
export interface FileProblem {
  kind:
    | 'empty'
    | 'too-large'
    | 'binary'
    | 'broken-image'
    | 'broken-pdf'
    | 'locked-pdf'
    | 'pdf-without-text'
    | 'unreadable'
    | 'not-loaded';
  name: string;
  /** Of a file that is too large. */
  bytes?: number;
  limit?: number;
}

/** Makes of a file what can be sent: an image of a size that servers take, or text. Never throws. */
export type PrepareFile = (file: File) => Promise<PreparedFile>;
