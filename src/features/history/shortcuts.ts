export interface ShortcutActions {
  newChat: () => void;
  search: () => void;
  focusComposer: () => void;
}

/**
 * Ctrl/Cmd+Shift+O opens a new chat, Ctrl/Cmd+K goes to Search, Shift+Esc to the composer. An open
 * dialog keeps its keys. Returns how to stop listening.
 */
export function listenForShortcuts(actions: ShortcutActions): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const action = actionFor(event, actions);
    // Looked for last: this hears every key.
    if (!action || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    action();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}

function actionFor(event: KeyboardEvent, actions: ShortcutActions): (() => void) | undefined {
  if (event.altKey) return undefined;
  if (event.key === 'Escape' && event.shiftKey) return actions.focusComposer;
  if (!event.ctrlKey && !event.metaKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'o' && event.shiftKey) return actions.newChat;
  return key === 'k' && !event.shiftKey ? actions.search : undefined;
}
