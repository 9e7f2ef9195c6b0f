export type Theme = 'system' | 'light' | 'dark';

export interface Settings {
  theme: Theme;
  /** False: Ctrl/Cmd+Enter sends and Enter breaks the line. */
  enterSends: boolean;
  /** Streaming is the default for new chats. */
  stream: boolean;
  /** A model gives new chats their titles. */
  titles: boolean;
  /** Older turns are summarised before a request overflows a window that is known. */
  compaction: boolean;
  /** Long lines of code are broken in what is drawn from now on: the last choice. */
  wrapCode: boolean;
  /** The screen stays on while an answer comes. */
  stayAwake: boolean;
  /** Origins whose images are shown in answers. */
  imageOrigins: readonly string[];
  /** The demo provider was removed by the user and stays away. */
  demoRemoved: boolean;
  /** Groups of the sidebar that are not as they are by themselves: open, but for the archive. */
  turnedGroups: readonly string[];
  /** New chats may use the tools that are on by themselves. */
  tools: boolean;
  /** How often a model may call tools and go on before a person is asked. */
  toolRounds: number;
  /** Ids of tools that run in any chat without a question, and of those that are refused without one. */
  toolsAlways: readonly string[];
  toolsNever: readonly string[];
  /** Models that stand first in the picker, as `modelKey` writes them; the newest last. */
  favourites: readonly string[];
  /** The preset that new chats begin with; empty, or the id of one that is gone: none. */
  defaultPreset: string;
}

/** A hundred rounds are no loop any more that somebody wants. */
export const MOST_ROUNDS = 100;

export const defaultSettings: Settings = {
  theme: 'system',
  enterSends: true,
  stream: true,
  titles: true,
  compaction: true,
  wrapCode: false,
  stayAwake: false,
  imageOrigins: [],
  demoRemoved: false,
  turnedGroups: [],
  tools: true,
  toolRounds: 8,
  toolsAlways: [],
  toolsNever: [],
  favourites: [],
  defaultPreset: '',
};

export interface SettingsRepository {
  /** Total: unknown or broken values fall back to the defaults. */
  load(): Promise<Settings>;
  /**
   * Writes what differs from `before`, what this tab knew, over what is stored by now; resolves with what is stored then.
   */
  save(settings: Settings, before: Settings): Promise<Settings>;
}
