import type { ChatSettings } from '../chat/types';
import type { ModelRef } from '../models/types';

interface Entry {
  id: string;
  createdAt: number;
}

/** Settings of a chat under a name, to begin other chats with. */
export interface Preset extends Entry {
  kind: 'preset';
  name: string;
  /** Absent: the chat keeps its own. */
  model?: ModelRef;
  settings?: ChatSettings;
  /** Absent: as in Settings. */
  stream?: boolean;
}

/** Words that are asked again and again; `{{name}}` stands for what is filled in each time. */
export interface Prompt extends Entry {
  kind: 'prompt';
  title: string;
  text: string;
}

export type LibraryEntry = Preset | Prompt;

export interface LibraryRepository {
  /** Total: what is broken is left out. */
  list(): Promise<LibraryEntry[]>;
  save(entry: LibraryEntry): Promise<void>;
  remove(id: string): Promise<void>;
}
