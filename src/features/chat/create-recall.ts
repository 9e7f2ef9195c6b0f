const KEYS = new Set(['ArrowUp', 'ArrowDown', 'Escape']);

export interface RecallTools {
  text: () => string;
  write: (text: string) => void;
  /** What was asked in this chat, the last one at the end. */
  prompts: () => readonly string[];
}

export interface RecallKey {
  key: string;
  isComposing: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/**
 * Brings back what was asked before: ↑ in an empty box the last prompt, then those before it, ↓ the other way, Esc takes it
 * away. Only while nobody has written in it and the caret is at the start; every other time the keys belong to the text. The
 * answer says whether the key was used.
 */
export function createRecall({ text, write, prompts }: RecallTools) {
  /** What was put into the box, and which prompt that is. */
  let shown: { at: number; text: string } | undefined;

  function show(at: number): void {
    const prompt = prompts()[at];
    shown = prompt === undefined ? undefined : { at, text: prompt };
    write(prompt ?? '');
  }
  return (event: RecallKey, isCaretAtStart: () => boolean): boolean => {
    // Every key comes by here, and a long chat has thousands of prompts.
    if (!KEYS.has(event.key)) return false;
    const isHeld = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey;
    if (event.isComposing || isHeld) return false;
    if (shown?.text !== text()) shown = undefined;
    const count = prompts().length;
    const isFree = (shown !== undefined || text() === '') && isCaretAtStart();
    if (event.key === 'ArrowUp' && isFree && count > 0) show(Math.max(0, (shown?.at ?? count) - 1));
    else if (event.key === 'ArrowDown' && isFree && shown) show(shown.at + 1);
    else if (event.key === 'Escape' && shown) show(count);
    else return false;
    return true;
  };
}
