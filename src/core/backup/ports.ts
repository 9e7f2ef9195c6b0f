import type { Census } from './census';

/** Small records of the store `settings`, each under a key of its own. */
export interface Notes {
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<void>;
}

/** What the browser promises about what is stored here. */
export interface Protector {
  /** Undefined where it does not tell, as on an insecure origin. */
  isProtected(): Promise<boolean | undefined>;
  /** Asks for it; false when the browser, or the person, said no. */
  ask(): Promise<boolean>;
}

/** What was written to chats. */
export interface NewMessages {
  count: number;
  /** When the oldest chat was last changed, epoch ms; undefined without a chat. */
  oldestChange: number | undefined;
}

/** Counts messages written after a time, without reading them; all of them where no time is given. */
export type CountNewMessages = (since: number | undefined) => Promise<NewMessages>;

/** Weighs all that is stored of chats, a slice at a time; rejects when it was called off. */
export type TakeCensus = (signal: AbortSignal) => Promise<Census>;
