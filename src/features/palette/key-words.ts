const onMac: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
const elsewhere: Readonly<Record<string, string>> = { Mod: 'Ctrl' };
const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  ContextMenu: 'Menu',
  ' ': 'Space',
};
const spoken: Readonly<Record<string, string>> = {
  '⌘': 'Command',
  '⇧': 'Shift',
  '⌥': 'Option',
  '↑': 'Up',
  '↓': 'Down',
  '←': 'Left',
  '→': 'Right',
};

/** A shortcut such as `Mod+Shift+O`, key by key, as this system's keyboards are labelled. */
export function keyWords(keys: string, isMac: boolean): string[] {
  const held = isMac ? onMac : elsewhere;
  return keys.split('+').map((key) => held[key] ?? signs[key] ?? key);
}

/** The same to be read aloud. */
export function keysSpoken(words: readonly string[]): string {
  return words.map((word) => spoken[word] ?? word).join(' ');
}
