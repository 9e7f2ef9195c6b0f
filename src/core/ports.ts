/** Small side effects that `platform` implements and the composition root hands in. */
import type { Attachment } from './chat/types';
import type { AddressSpace, LocalPermission } from './doctor/types';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `callback` after `ms`; returns how to cancel it. */
  after(ms: number, callback: () => void): () => void;
}

/** Random ids, URL-safe; works on an insecure origin too, where `crypto.randomUUID` is missing. */
export type NewId = () => string;

/** Runs a callback at a paced rate: on a frame while the tab is visible, by a timer while it is hidden. */
export interface FrameScheduler {
  /**
   * Asks for one run; asking again before it runs is free. `soon` is the next frame, without the pace: for what lags
   * behind. The callback learns whether a person can see what it does.
   */
  request(callback: (isShown: boolean) => void, when?: 'soon'): void;
  /** Resolves in a task of its own, at once: a frame or a key that is due comes first. */
  breath(): Promise<void>;
}

/** What became of a chosen file; one over 10 MB is refused before a byte of it is read. */
export type PickedText =
  | { kind: 'text'; name: string; text: string }
  | { kind: 'too-large'; name: string; bytes: number }
  /** The browser could not read it: moved, deleted, or not permitted. */
  | { kind: 'unreadable'; name: string };

/** Resolves when the page has nothing better to do, or soon after: for work that nobody waits for. */
export type Idle = () => Promise<void>;

export interface FileStore {
  /** Opens the browser's file chooser at once; resolves with undefined when it is dismissed. */
  pickText(accept: string): Promise<PickedText | undefined>;
  /** The same for a file of any size, which is not read yet. */
  pickFile(accept: string): Promise<File | undefined>;
  /** Saves text as a download. */
  saveText(name: string, text: string, type: string): void;
  saveBlob(name: string, blob: Blob): void;
}

/** What stands in the composers by chat, kept through a reload of this tab. Never throws. */
export interface DraftStore {
  load(): Record<string, string>;
  save(texts: Readonly<Record<string, string>>): void;
}

/** The files in the composers by chat, kept like their text; the bytes lie in the database. Never throws. */
export interface DraftFileStore {
  load(): Record<string, Attachment[]>;
  save(files: Readonly<Record<string, readonly Attachment[]>>): void;
}

export interface Clipboard {
  /** False where the browser offers no way (insecure origin) and the fallback failed too. */
  writeText(text: string): Promise<boolean>;
}

export interface WakeLock {
  /** Keeps the screen on, where the browser can, until the returned function is called. */
  hold(): () => void;
}

/** Voices that speak without a network. Languages are written as `en`. */
export interface Voices {
  canSpeak(language: string): boolean;
  /**
   * Says one sentence after the other in place of whatever was being said; `onEnd` is called once, at the end or when it
   * was stopped. Answers with how to stop it.
   */
  speak(language: string, sentences: Iterable<string>, onEnd: () => void): () => void;
}

/** What the browser lets this page do on this computer and in its network (Local Network Access). */
export interface LocalNetwork {
  /** The permission as it is now; it never asks the person. */
  state(space: AddressSpace): Promise<LocalPermission>;
}

/** Tells the other tabs of this browser what changed; never the own tab. */
export interface Tabs<Event> {
  publish(event: Event): void;
  subscribe(listener: (event: Event) => void): () => void;
}

/** Named locks across tabs. Without Web Locks (insecure origin) every lock is free and taking one is a no-op. */
export interface Locks {
  /** Holds the lock until the returned function is called, or the tab is gone. */
  hold(name: string): () => void;
  /** The same if nobody holds it; undefined when somebody does. Never rejects. */
  tryHold(name: string): Promise<(() => void) | undefined>;
  isHeld(name: string): Promise<boolean>;
  /** Resolves when nobody holds the lock: released, or its tab is gone. Never rejects. */
  whenFree(name: string): Promise<void>;
}

/** Runs the work if no other tab holds the lock; answers whether it ran. Without Web Locks it always runs. */
export type TryLock = (name: string, work: () => Promise<void>) => Promise<boolean>;

/**
 * Runs `look` when a person comes back to this tab, and every `ms` while it can be seen; returns how to stop it.
 * A file on disk tells nobody that it changed.
 */
export type Attention = (look: () => void, ms: number) => () => void;

export type TabEvent =
  | { type: 'providers-changed' }
  | { type: 'settings-changed' }
  /** Presets and prompts. */
  | { type: 'library-changed' }
  | { type: 'tool-servers-changed' }
  /** Its head, or which messages it has. */
  | { type: 'conversation-changed'; id: string }
  /** What one message says, at each checkpoint of an answer. */
  | { type: 'message-changed'; id: string; messageId: string }
  | { type: 'conversation-removed'; id: string }
  /** Many at once, some of which may be gone: a backup was restored, or that was undone. */
  | { type: 'conversations-changed'; ids: readonly string[] };
