import type { PageFacts } from '../core/doctor/types';
import type { Clipboard, Clock, FileStore, Idle, LocalNetwork, NewId, Voices } from '../core/ports';
import type { AttachmentsState } from './attachments';
import { createStateContext } from './context';

/** Side effects that features may ask for; implemented in `platform`, handed in by `main.tsx`. */
export interface Services {
  /** Loaded with the first call. */
  attachments(): Promise<AttachmentsState>;
  clipboard: Clipboard;
  clock: Clock;
  files: FileStore;
  idle: Idle;
  localNetwork: LocalNetwork;
  newId: NewId;
  page: PageFacts;
  /** False while nobody can see this tab. */
  isVisible(): boolean;
  /** What this browser or origin lacks, one sentence each; empty on a secure origin. */
  missing: readonly string[];
  /** Goes to a hash route, e.g. `#/providers`. */
  navigate(hash: string): void;
  /** The hash route that the page is at now; not tracked. */
  place(): string;
  /** Takes a block of an answer whose text is final: its colours or its formula come later. */
  onSettled(block: Element): void;
  /** Resolves when the browser has listed its voices. */
  voices(): Promise<Voices>;
}

export const ServicesContext = createStateContext<Services>('Services');
