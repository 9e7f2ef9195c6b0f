import type { Attachment } from '../../core/chat/types';
import type { HeadChange } from '../../state/conversations';

/** What goes along with a question. */
export interface Sending {
  attachments: readonly Attachment[];
  /** What the head of a new chat says beside. */
  head?: HeadChange;
  /** Called once the question is on disk, with the chat that it was sent in. */
  onSent(chat: string): void;
}

/** The files in the composer, whose part of the page comes after the first screen. */
export interface AttachedFiles {
  /** Tracked. */
  isEmpty(): boolean;
  /** Opens the browser's file chooser. */
  choose(): void;
  /** What goes along; undefined while a person has to choose something first, or when a file is gone, as a notice says. */
  toSend(): Promise<Sending | undefined>;
  /** Puts what was to be sent later back into the composer. */
  takeBack(attachments: readonly Attachment[]): void;
}

/** Where that part could not be loaded. */
export const noFiles: AttachedFiles = {
  isEmpty: () => true,
  choose() {},
  toSend: async () => ({ attachments: [], onSent() {} }),
  takeBack() {},
};
