import type { CommandId, CommandsState } from '../state/commands';

/**
 * Keys that work on every page; `Mod` is Ctrl, and ⌘ on a Mac. No browser keeps these for itself, as all do with Ctrl+N, T and
 * W: what they have on some of them (bookmarks, their own search box) gives way to a page.
 */
export const globalKeys: Readonly<Record<string, CommandId>> = {
  'Mod+K': 'palette',
  'Mod+Shift+O': 'new-chat',
  'Mod+Shift+F': 'search',
  'Mod+B': 'sidebar',
  'Shift+Escape': 'composer',
  F8: 'notice',
  'Mod+/': 'shortcuts',
  '?': 'shortcuts',
};

type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** A key as the tables write it; undefined for one that no table has. */
export function keyName(event: Key, isMac: boolean): string | undefined {
  const { key, shiftKey } = event;
  const [mod, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (event.altKey || other) return undefined;
  // Where a sign is, and whether it takes Shift, is up to the keyboard.
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  const parts = [
    mod && 'Mod',
    shiftKey && !isSign && 'Shift',
    key.length === 1 ? key.toUpperCase() : key,
  ];
  return parts.filter(Boolean).join('+');
}

/** Does what the keys say. An open dialog keeps its keys, and a field what can be typed. Returns how to stop listening. */
export function listenForShortcuts(commands: CommandsState): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    const name = keyName(event, commands.usesCommandKey) ?? '';
    if (name.length === 1 && isField(event.target)) return;
    const id = globalKeys[name];
    const action = id && commands.action(id);
    // Looked for last: this hears every key.
    if (!action || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    action();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}
