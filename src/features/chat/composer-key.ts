/** What a key does in the composer; undefined leaves it to the text box. */
export type ComposerAction = 'send' | undefined;

export interface ComposerKey {
  key: string;
  keyCode: number;
  isComposing: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export interface ComposerSituation {
  /** False: Ctrl/Cmd+Enter sends and Enter breaks the line. */
  enterSends: boolean;
  /** A composition ended in this very task: Safari reports the Enter that ended it afterwards. */
  justComposed: boolean;
}

/** Some browsers mark a key that an input method eats only by this code. */
const EATEN_BY_IME = 229;

/** Decides what a key does; an input method at work keeps every key. */
export function composerAction(event: ComposerKey, situation: ComposerSituation): ComposerAction {
  if (event.isComposing || event.keyCode === EATEN_BY_IME || event.altKey) return undefined;
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key !== 'Enter' || situation.justComposed) return undefined;
  if (isCommand) return 'send';
  return situation.enterSends && !event.shiftKey ? 'send' : undefined;
}
